import { ArrowUpDown, type LucideIcon, Minus, Pencil, Plus } from 'lucide-react';
import type { ReleaseDiff, RuleChange } from '../../shared/contract/host-calls.ts';
import type { Host } from '../../shared/document/document.ts';
import { ScrollArea } from '../controls/ScrollArea.tsx';
import { ruleChangeTarget, showRuleChange } from './show-rule-change.ts';

const WORDS = {
  added: { word: 'Added', icon: Plus },
  removed: { word: 'Removed', icon: Minus },
  changed: { word: 'Changed', icon: Pencil },
  moved: { word: 'Only moved', icon: ArrowUpDown },
} as const satisfies Record<RuleChange['change'], { word: string; icon: LucideIcon }>;

const ORDER = ['changed', 'added', 'removed', 'moved'] as const satisfies readonly RuleChange['change'][];

/** Nobody reads more one by one; the text shows them all. */
const MOST = 400;

interface RuleChangesProps {
  readonly diff: ReleaseDiff;
  readonly host: Host;
}

/** The rules that differ, each with a way to the rule or the objects that it comes from. */
export function RuleChanges({ diff, host }: RuleChangesProps) {
  const sorted = ORDER.flatMap((change) => diff.rules.filter((rule) => rule.change === change));
  const counts = ORDER.flatMap((change) => {
    const count = diff.rules.filter((rule) => rule.change === change).length;
    return count > 0 ? [`${count} ${WORDS[change].word.toLowerCase()}`] : [];
  });
  return (
    <ScrollArea className="host-scroll" label={`Rules that differ on ${host.name}`}>
      <p className="rule-changes-sum">
        {counts.join(', ')}
        {diff.renumbered > 0 && (
          <span className="rule-changes-note">
            {' '}
            · {diff.renumbered === 1 ? '1 more has' : `${diff.renumbered} more have`} only another number
          </span>
        )}
      </p>
      <ul className="rule-changes">
        {sorted.slice(0, MOST).map((rule, index) => (
          // Two lines may be equal in everything: the place in this list is all they differ in.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew with every comparison.
          <Change key={index} rule={rule} host={host} />
        ))}
      </ul>
      {sorted.length > MOST && (
        <p className="row-hint">{sorted.length - MOST} more are not listed here: the text shows them all.</p>
      )}
    </ScrollArea>
  );
}

function Change({ rule, host }: { readonly rule: RuleChange; readonly host: Host }) {
  const { word, icon: Icon } = WORDS[rule.change];
  const target = ruleChangeTarget(rule, host.id);
  const name = rule.number === undefined ? rule.chain : `Rule ${rule.number}`;
  const title = rule.label === undefined ? name : `${name} · ${rule.label}`;
  return (
    <li className={`rule-change is-${rule.change}`}>
      <Icon size={14} aria-hidden />
      <div className="rule-change-body">
        <div className="rule-change-head">
          <b>{word}</b>
          {target ? (
            <button type="button" className="text-button" onClick={() => showRuleChange(target)}>
              {title}
            </button>
          ) : (
            <span>{title}</span>
          )}
          <span className="rule-change-place">
            {rule.file}
            {rule.number !== undefined && `, ${rule.chain}`}
          </span>
        </div>
        {rule.before !== undefined && rule.change !== 'moved' && (
          <code className="rule-line is-before">
            <span className="hidden-label">before: </span>
            {rule.before}
          </code>
        )}
        {rule.after !== undefined && (
          <code className={`rule-line ${rule.change === 'moved' ? '' : 'is-after'}`}>
            <span className="hidden-label">after: </span>
            {rule.after}
          </code>
        )}
      </div>
    </li>
  );
}
