import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import type { Id } from '../../../shared/document/document.ts';
import { FindingLines } from '../../controls/FindingLines.tsx';
import { useFieldFindings } from '../../controls/use-finding.ts';

const DAYS = [
  { id: 'mon', label: 'Mon' },
  { id: 'tue', label: 'Tue' },
  { id: 'wed', label: 'Wed' },
  { id: 'thu', label: 'Thu' },
  { id: 'fri', label: 'Fri' },
  { id: 'sat', label: 'Sat' },
  { id: 'sun', label: 'Sun' },
] as const;

interface DaysChoiceProps {
  /** The record, or several that are changed together. */
  readonly id: Id | readonly Id[];
  readonly days: readonly string[];
  readonly onChange: (days: readonly string[]) => void;
  readonly hint?: string | undefined;
}

/** The days of a week, to be ticked. */
export function DaysChoice({ id, days, onChange, hint }: DaysChoiceProps) {
  const findings = useFieldFindings(id, 'days');
  return (
    <div className="row">
      <CheckboxGroup
        className="days"
        value={[...days]}
        // In the order of the week, however they were ticked.
        onChange={(chosen) => onChange(DAYS.flatMap((day) => (chosen.includes(day.id) ? [day.id] : [])))}
      >
        <Label className="row-label">Days</Label>
        <div className="days-row">
          {DAYS.map((day) => (
            <Checkbox key={day.id} value={day.id} className="day">
              {day.label}
            </Checkbox>
          ))}
        </div>
      </CheckboxGroup>
      <FindingLines findings={findings} />
      {hint !== undefined && <p className="row-hint">{hint}</p>}
    </div>
  );
}
