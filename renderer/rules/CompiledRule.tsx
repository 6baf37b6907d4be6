import { FileCode2, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { Dialog, Heading, Popover, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { explainLine } from '../../shared/analyse/explain-line.ts';
import type { CompiledHost, NumberedRule } from '../../shared/compiler/result.ts';
import { countWords } from '../../shared/document/describe.ts';
import type { Policy } from '../../shared/document/document.ts';
import { hasErrors } from '../../shared/document/finding.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { ScrollArea } from '../controls/ScrollArea.tsx';
import { compiledOf, linesOfNumber } from '../rule-edits/compiled-index.ts';
import { focusCursor, useGrid } from '../rule-edits/grid-store.ts';
import { ruleNumber } from '../rule-edits/rule-words.ts';
import { currentLines } from '../rule-edits/shown-table.ts';
import { sectionTitle } from '../rule-edits/table-lines.ts';
import { allFindings, useResults } from '../state/results-store.ts';
import { cellElement } from './focus-cell.ts';
import { showLine } from './show-line.ts';

type Families = 'both' | 'v4' | 'v6';

const FILES = {
  both: ['rules.v4', 'rules.v6', 'rules.eb', 'rules.nft'],
  v4: ['rules.v4'],
  v6: ['rules.v6'],
} as const satisfies Record<Families, readonly string[]>;

const FILE_WORDS: Readonly<Record<string, string>> = {
  'rules.v4': 'IPv4',
  'rules.v6': 'IPv6',
  'rules.eb': 'layer 2',
  'rules.nft': 'layer 2',
};

/** So many lines are explained at once; a large group makes thousands. */
const LONGEST = 60;

/** Pixels, and a share of the window's height: the drawing stays in sight, and so does the bar at the top. */
const TALLEST = { pixels: 420, share: 0.45 } as const;

/** What one rule of the table compiles to, line by line and in words. */
export function CompiledRule({ policy, host }: { readonly policy: Policy; readonly host: CompiledHost | undefined }) {
  const key = useGrid((state) => state.compiled);
  const line = key === undefined ? undefined : currentLines().find((one) => one.key === key);
  const anchor = useRef<HTMLElement | null>(null);
  if (line === undefined || (line.kind !== 'rule' && line.kind !== 'derived')) return undefined;
  anchor.current = cellElement(document, { line: line.key, column: 'number' });
  const rules = line.kind === 'derived' ? [line.rule] : compiledOf(host, { policy: policy.id, rule: line.rule.id });
  const title =
    line.kind === 'derived' ? `Compiled rule ${line.rule.number}` : `Rule ${ruleNumber(policy, line.rule.id)} compiled`;
  const close = () => {
    useGrid.setState({ compiled: undefined });
    requestAnimationFrame(focusCursor);
  };
  return (
    <Popover
      className="popover is-compiled"
      triggerRef={anchor}
      isOpen
      onOpenChange={(open) => !open && close()}
      placement="bottom start"
      offset={2}
      maxHeight={Math.min(TALLEST.pixels, innerHeight * TALLEST.share)}
    >
      <Dialog className="dialog" aria-label={title}>
        <Compiled
          key={key}
          title={title}
          rules={rules}
          host={host}
          off={line.kind === 'rule' && line.rule.enabled === false}
          onClose={close}
        />
      </Dialog>
    </Popover>
  );
}

interface CompiledProps {
  readonly title: string;
  readonly rules: readonly NumberedRule[];
  readonly host: CompiledHost | undefined;
  readonly off: boolean;
  readonly onClose: () => void;
}

function Compiled({ title, rules, host, off, onClose }: CompiledProps) {
  const [families, setFamilies] = useState<Families>('both');
  const stale = useResults((state) => hasErrors(allFindings(state)));
  const count = host ? rules.flatMap((rule) => linesOf(host, rule, 'both')).length : 0;
  return (
    <>
      <div className="compiled-head">
        <Heading slot="title" className="compiled-title">
          {title}
          <span className="line-count">{countWords(count, 'line')}</span>
        </Heading>
        <ToggleButtonGroup
          className="way-choice"
          aria-label="Family"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[families]}
          onSelectionChange={(keys) => setFamilies([...keys][0] as Families)}
        >
          <ToggleButton id="both" className="way-button">
            Both
          </ToggleButton>
          <ToggleButton id="v4" className="way-button">
            IPv4
          </ToggleButton>
          <ToggleButton id="v6" className="way-button">
            IPv6
          </ToggleButton>
        </ToggleButtonGroup>
        <IconButton label="Close" className="is-tiny" onPress={onClose}>
          <X size={15} aria-hidden />
        </IconButton>
      </div>
      <ScrollArea className="compiled-body" label="Compiled lines">
        {stale && <p className="compiled-note is-warning">The drawing has errors: this is the last good script.</p>}
        {rules.length === 0 && <p className="compiled-note">{whyNothing(off, host)}</p>}
        {host && rules.map((rule) => <CompiledPart key={rule.number} host={host} rule={rule} families={families} />)}
      </ScrollArea>
    </>
  );
}

interface CompiledPartProps {
  readonly host: CompiledHost;
  readonly rule: NumberedRule;
  readonly families: Families;
}

function CompiledPart({ host, rule, families }: CompiledPartProps) {
  const lines = linesOf(host, rule, families);
  return (
    <section className="compiled-part" aria-label={`Number ${rule.number} in the log`}>
      <h3 className="compiled-number">
        <span className="mono">{rule.number}</span> {sectionTitle(rule.section)}
      </h3>
      {lines.length === 0 && <p className="compiled-note">Nothing of it in this family.</p>}
      <ol className="compiled-lines">
        {lines.slice(0, LONGEST).map(({ file, number, text }, at) => (
          <li key={`${file}:${number}`}>
            {file !== lines[at - 1]?.file && <h4 className="compiled-file">{FILE_WORDS[file] ?? file}</h4>}
            <button
              type="button"
              className="compiled-line"
              aria-label={`Line ${number} of ${file}: ${text}`}
              title={`Show line ${number} of ${file} in the script`}
              onClick={() => {
                useGrid.setState({ compiled: undefined });
                showLine(host, rule, file, number);
              }}
            >
              <code>{text}</code>
              <FileCode2 size={12} aria-hidden className="compiled-go" />
              <span className="compiled-words">{explainLine(text)?.summary}</span>
            </button>
          </li>
        ))}
      </ol>
      {lines.length > LONGEST && (
        <p className="compiled-note">And {lines.length - LONGEST} lines more, in the script.</p>
      )}
    </section>
  );
}

function linesOf(host: CompiledHost, { number }: NumberedRule, families: Families) {
  return FILES[families].flatMap((file) =>
    linesOfNumber(host.listings[file], number).map((line) => ({ file, ...line })),
  );
}

function whyNothing(off: boolean, host: CompiledHost | undefined): string {
  if (off) return 'It is switched off, so it compiles to nothing.';
  if (host === undefined) return 'Nothing is compiled yet: the problems say what is missing.';
  return `It compiles to nothing on ${host.name}: no packet that passes there is one it speaks of, or no rule branches to its policy.`;
}
