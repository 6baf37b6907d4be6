import { useDeferredValue, useMemo } from 'react';
import { Button } from 'react-aria-components';
import type { CompiledHost } from '../../shared/compiler/result.ts';
import { hasErrors } from '../../shared/document/finding.ts';
import { EmptyPanel } from '../empty/EmptyPanel.tsx';
import { TabSketch } from '../empty/TabSketch.tsx';
import { useDocument } from '../state/document-store.ts';
import { allFindings, useResults } from '../state/results-store.ts';
import { linesOf, objectsOfLine, type PreviewFile, previewFiles, ruleOfLine } from '../state/script-lines.ts';
import { useScript } from '../state/script-store.ts';
import { lightUp, useSelection } from '../state/selection-store.ts';
import { useTheme } from '../state/theme-store.ts';
import { showDock } from '../state/ui-store.ts';
import { ScriptBar } from './ScriptBar.tsx';
import { ScriptDiff } from './ScriptDiff.tsx';
import { ScriptEditor } from './ScriptEditor.tsx';

const NO_LINES: readonly number[] = [];

/** The compiled script, updated as one draws. */
export function ScriptPanel() {
  // A key that is pressed while a long script is put in goes first.
  const hosts = useDeferredValue(useResults((state) => state.lastHosts));
  const hostId = useScript((state) => state.host);
  const fileName = useScript((state) => state.file);
  const comparison = useScript((state) => state.comparison);
  const host = hosts.find((one) => one.host === hostId) ?? hosts[0];
  const files = useMemo(() => (host ? previewFiles(host) : []), [host]);
  const file = files.find(({ name }) => name === fileName) ?? files[0];
  if (!host || !file) return <NoScript />;
  if (comparison) return <ScriptDiff host={host} comparison={comparison} />;
  return (
    <div className="script-panel">
      <ScriptBar hosts={hosts} host={host} files={files} file={file} />
      <Script host={host} file={file} />
    </div>
  );
}

function Script({ host, file }: { readonly host: CompiledHost; readonly file: PreviewFile }) {
  const selection = useSelection((state) => state.ids);
  const rule = useSelection((state) => state.rule);
  const lit = useSelection((state) => state.lit);
  const theme = useTheme((state) => state.theme);
  const line = useScript((state) => state.line);
  const reveal = useScript((state) => state.reveal);
  const marked = useMemo(() => {
    // A line that was clicked marks the lines of its own rule, not those of everything it concerns.
    const number = lit.length > 0 && line !== undefined ? file.listing.lines[line - 1] : undefined;
    const marks =
      number === undefined
        ? linesOf(host, file.listing, selection, rule)
        : file.listing.lines.flatMap((one, index) => (one === number ? [index + 1] : []));
    return marks.length === 0 ? NO_LINES : marks;
  }, [host, file, selection, rule, lit, line]);
  const chosen = lit.length > 0 && line !== undefined ? ruleOfLine(host, file.listing, line) : undefined;
  const onLine = (now: number) => {
    useScript.setState({ line: now, reveal: undefined });
    const origin = ruleOfLine(host, file.listing, now);
    lightUp(origin ? objectsOfLine(file.listing, now, origin) : [], origin?.origin.rule);
  };
  return (
    <>
      <ScriptEditor
        name={file.name}
        text={file.listing.text}
        marked={marked}
        reveal={reveal}
        theme={theme}
        onLine={onLine}
      />
      {chosen && (
        <p className="script-note" role="status" title={chosen.origin.reason}>
          <b>Rule {chosen.number}</b> {chosen.origin.reason}
        </p>
      )}
    </>
  );
}

/** What the tabs are for, as long as there is nothing in them. */
const TABS = [
  { tab: 'script', name: 'Script', words: 'Every compiled line with its reason; a click on it lights up its ports.' },
  { tab: 'rules', name: 'Rules', words: 'What you let through, between the denials that follow from the drawing.' },
  { tab: 'problems', name: 'Problems', words: 'What is missing or contradictory, each with a button that mends it.' },
  { tab: 'deploy', name: 'Deploy', words: 'The push by SSH: it takes itself back unless you confirm in time.' },
] as const;

function NoScript() {
  const hosts = useDocument((document) => document.hosts.length);
  const errors = useResults((state) => hasErrors(allFindings(state)));
  if (hosts === 0) {
    return (
      <div className="panel-empty">
        <p>The iptables script appears here as soon as you draw a bridge or a host.</p>
        <dl className="panel-teach">
          {TABS.map(({ tab, name, words }) => (
            <div key={tab}>
              <dt>
                <TabSketch tab={tab} />
                {name}
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </div>
    );
  }
  if (!errors) return <p className="panel-empty">Compiling…</p>;
  return (
    <EmptyPanel
      tab="script"
      actions={
        <Button className="button" onPress={() => showDock('problems')}>
          Show the problems
        </Button>
      }
    >
      <p>There is no script while the drawing has errors.</p>
    </EmptyPanel>
  );
}
