import { memo } from 'react';
import type { CompiledHost, NumberedRule } from '../../../shared/compiler/result.ts';
import { COLUMNS } from '../../rule-edits/columns.ts';
import { linesOfNumber } from '../../rule-edits/compiled-index.ts';
import { derivedKey } from '../../rule-edits/table-lines.ts';
import { useDocument } from '../../state/document-store.ts';
import { matchWords } from './match-words.ts';

interface DerivedRowProps {
  readonly rule: NumberedRule;
  readonly host: CompiledHost;
  /** As high as every other, what does not fit cut off; else as high as its words need it. */
  readonly isFlat: boolean;
  readonly isCursor: boolean;
}

const ACTION_WORDS = {
  accept: 'accept',
  deny: 'deny',
  reject: 'reject',
  branch: 'branch',
  continue: 'continue',
} as const;

/** One compiled rule: its number, its port, what it matches, and why it is there. */
export const DerivedRow = memo(function DerivedRow({ rule, host, isFlat, isCursor }: DerivedRowProps) {
  const { number, action, label, origin } = rule;
  const own = useDocument((document) => {
    const { rule: ref } = origin;
    const policy = ref && document.policies.find(({ id }) => id === ref.policy);
    const at = policy?.rules.findIndex(({ id }) => id === ref?.rule) ?? -1;
    return policy && at >= 0 ? `rule ${at + 1} of ${policy.name}` : undefined;
  });
  const match = matchWords(linesOf(host, rule));
  return (
    <tr
      className={isFlat ? 'derived-row is-flat' : 'derived-row'}
      data-number={number}
      aria-label={`Compiled rule ${number}`}
    >
      <td colSpan={COLUMNS.length} data-cell={derivedKey(rule)} tabIndex={isCursor ? 0 : -1}>
        <div className="wide-line">
          <span className="derived-number mono">{number}</span>
          <span className={`derived-action is-${action}`}>{ACTION_WORDS[action]}</span>
          <span className="derived-port mono">{label}</span>
          <span
            className="derived-words"
            title={isFlat ? `${origin.reason}${match === '' ? '' : `\n${match}`}` : undefined}
          >
            <span className="derived-reason">
              {own !== undefined && <b>{own}: </b>}
              {origin.reason}
            </span>
            {match !== '' && <span className="derived-match">{match}</span>}
          </span>
        </div>
      </td>
    </tr>
  );
});

function linesOf(host: CompiledHost, { number, section }: NumberedRule): readonly string[] {
  const files = section === 'layer-2' ? ['rules.eb', 'rules.nft'] : ['rules.v4', 'rules.v6'];
  for (const file of files) {
    const lines = linesOfNumber(host.listings[file], number);
    if (lines.length > 0) return lines.map(({ text }) => text);
  }
  return [];
}
