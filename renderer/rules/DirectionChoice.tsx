import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { Direction, Rule } from '../../shared/document/document.ts';
import { updateRule } from '../../shared/document/edits/policy-edits.ts';
import type { CellRef } from '../../shared/document/edits/rule-cells.ts';
import { edit } from '../state/document-store.ts';

const WAYS: readonly { readonly id: Direction; readonly label: string; readonly title: string }[] = [
  { id: 'both', label: 'Both ways', title: 'In and out' },
  { id: 'in', label: 'In', title: 'Into the bridge, up from the guest' },
  { id: 'out', label: 'Out', title: 'Out of the bridge, down to the guest' },
];

interface DirectionChoiceProps {
  readonly rule: Rule;
  readonly cell: CellRef;
  readonly words: string;
}

/** Which way packets cross the ports of a rule, as seen from the bridge. */
export function DirectionChoice({ rule, cell, words }: DirectionChoiceProps) {
  return (
    <div className="picker-foot">
      <ToggleButtonGroup
        className="way-choice"
        aria-label="Direction"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[rule.direction ?? 'both']}
        onSelectionChange={(keys) => {
          const [way] = keys;
          const direction = way === 'in' || way === 'out' ? way : undefined;
          edit(`Change direction in ${words}`, (document) => updateRule(document, cell, { direction }));
        }}
      >
        {WAYS.map(({ id, label }) => (
          <ToggleButton key={id} id={id} className="way-button">
            {label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <p className="row-hint">Seen from the bridge: in is up from the guest, out is down to it.</p>
    </div>
  );
}
