import { Check, Copy, FileCode2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CompiledHost } from '../../shared/compiler/result.ts';
import type { ScriptStyle } from '../../shared/document/document.ts';
import { hasErrors } from '../../shared/document/finding.ts';
import { IconButton } from '../app/IconButton.tsx';
import { InlineSelect } from '../app/InlineSelect.tsx';
import { useDocument } from '../state/document-store.ts';
import { allFindings, useResults } from '../state/results-store.ts';
import { lightUp, useSelection } from '../state/selection-store.ts';
import { showDock } from '../state/ui-store.ts';
import { useTheme } from '../theme/theme-store.ts';
import { ScriptEditor } from './ScriptEditor.tsx';
import { linesOf, objectsOfLine, previewFiles, ruleOfLine } from './script-lines.ts';

const STYLES = [
  { id: 'restore', label: 'Atomic restore' },
  { id: 'commands', label: 'One command a line' },
] as const;

const NO_LINES: readonly number[] = [];

/** The compiled script, updated as one draws. */
export function ScriptPanel() {
  const hosts = useResults((state) => state.lastHosts);
  const hostId = useScript((state) => state.host);
  const host = hosts.find((one) => one.host === hostId) ?? hosts[0];
  if (!host) return <NoScript />;
  return <HostScript key={host.host} host={host} hosts={hosts} onHost={(id) => useScript.setState({ host: id })} />;
}

interface HostScriptProps {
  readonly host: CompiledHost;
  readonly hosts: readonly CompiledHost[];
  readonly onHost: (id: string) => void;
}

function HostScript({ host, hosts, onHost }: HostScriptProps) {
  const files = useMemo(() => previewFiles(host), [host]);
  const fileName = useScript((state) => state.file);
  const wanted = useScript((state) => state.wanted);
  const file = files.find(({ name }) => name === fileName) ?? files[0];
  const selection = useSelection((state) => state.ids);
  const rule = useSelection((state) => state.rule);
  const lit = useSelection((state) => state.lit);
  const theme = useTheme((state) => state.theme);
  const [line, setLine] = useState<number | undefined>(undefined);
  const marked = useMemo(() => {
    if (!file) return NO_LINES;
    // A line that was clicked marks the lines of its own rule, not those of everything it concerns.
    const number = lit.length > 0 && line !== undefined ? file.listing.lines[line - 1] : undefined;
    if (number !== undefined) return file.listing.lines.flatMap((one, index) => (one === number ? [index + 1] : []));
    return linesOf(host, file.listing, selection, rule);
  }, [host, file, selection, rule, lit, line]);
  if (!file) return <NoScript />;
  const chosen = lit.length > 0 && line !== undefined ? ruleOfLine(host, file.listing, line) : undefined;
  const onLine = (now: number) => {
    setLine(now);
    const origin = ruleOfLine(host, file.listing, now);
    lightUp(origin ? objectsOfLine(file.listing, now, origin) : [], origin?.origin.rule);
  };
  return (
    <div className="script-panel">
      <div className="panel-bar" role="toolbar" aria-label="Script">
        {hosts.length > 1 && (
          <InlineSelect
            label="Host"
            value={host.host}
            choices={hosts.map((one) => ({ id: one.host, label: one.name }))}
            onChange={onHost}
          />
        )}
        <InlineSelect
          label="File"
          value={file.name}
          choices={files.map(({ name }) => ({ id: name, label: name }))}
          onChange={(name) => useScript.setState({ file: name, wanted: undefined })}
        />
        <StyleSelect host={host} />
        <Staleness />
        <span className="panel-bar-space" />
        {chosen && (
          <span className="rule-note" role="status">
            <b>Rule {chosen.number}</b> · {chosen.origin.reason}
          </span>
        )}
        <CopyButton text={file.listing.text} />
      </div>
      <ScriptEditor name={file.name} text={file.listing.text} marked={marked} theme={theme} onLine={onLine} />
    </div>
  );
}

function StyleSelect({ host }: { readonly host: CompiledHost }) {
  const style = useResults((state) => state.style);
  const own = useDocument(
    (document) => document.hosts.find((one) => one.id === host.host)?.settings?.script ?? 'restore',
  );
  return (
    <InlineSelect
      label="Style"
      value={style ?? own}
      choices={STYLES}
      onChange={(value) => useResults.setState({ style: value === own ? undefined : (value as ScriptStyle) })}
    />
  );
}

/** Says so when the script shown is not that of the drawing. */
function Staleness() {
  const errors = useResults((state) => hasErrors(allFindings(state)));
  if (!errors) return undefined;
  return (
    <button type="button" className="stale" onClick={() => showDock('problems')}>
      The last good script: the drawing has errors
    </button>
  );
}

function CopyButton({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 1500);
  };
  return (
    <IconButton label={copied ? 'Copied' : 'Copy the script'} onPress={() => void copy()}>
      {copied ? <Check size={15} aria-hidden /> : <Copy size={15} aria-hidden />}
    </IconButton>
  );
}

function NoScript() {
  const hosts = useDocument((document) => document.hosts.length);
  const errors = useResults((state) => hasErrors(allFindings(state)));
  return (
    <div className="panel-empty">
      <FileCode2 size={22} aria-hidden />
      {hosts === 0 && <p>The iptables script appears here as soon as you draw a bridge or a host.</p>}
      {hosts > 0 && errors && (
        <>
          <p>There is no script while the drawing has errors.</p>
          <button type="button" className="text-button" onClick={() => showDock('problems')}>
            Show the problems
          </button>
        </>
      )}
      {hosts > 0 && !errors && <p>Compiling…</p>}
    </div>
  );
}
