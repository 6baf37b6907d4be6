import { Check, Minus } from 'lucide-react';
import { Checkbox } from 'react-aria-components';
import type { CommonValue } from '../../../shared/document/edits/set-fields.ts';

interface TriStateProps {
  readonly label: string;
  /** One sentence: what it means when it is on. */
  readonly hint?: string;
  /** Which of the selected it is about, where it is not all of them: "at 2 of 5". */
  readonly detail?: string;
  readonly common: CommonValue;
  readonly onChange: (on: boolean) => void;
}

/** On, off, or on for some of several objects: pressing it makes all of them the same. */
export function TriState({ label, hint, detail, common, onChange }: TriStateProps) {
  const details = [common.mixed && 'on for some', detail].filter(Boolean).join(', ');
  return (
    <div className="tri-state">
      <Checkbox
        className="check"
        isSelected={!common.mixed && common.value === true}
        isIndeterminate={common.mixed}
        onChange={onChange}
      >
        <span className="check-box" aria-hidden>
          {common.mixed ? <Minus size={12} strokeWidth={3} /> : <Check size={12} strokeWidth={3} />}
        </span>
        <span className="check-label">{label}</span>
        {details && <span className="check-detail">{details}</span>}
      </Checkbox>
      {hint && <p className="row-hint">{hint}</p>}
    </div>
  );
}
