import { ChevronDown } from 'lucide-react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';
import type { Id } from '../../shared/document/document.ts';
import { FindingLines } from './FindingLines.tsx';
import { useFieldFindings } from './use-finding.ts';

interface Choice {
  readonly id: string;
  readonly label: string;
  readonly detail?: string | undefined;
}

interface SelectRowProps {
  /** The record, or several that are changed together. */
  readonly id: Id | readonly Id[];
  readonly field: string;
  readonly label: string;
  readonly value: string;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** Shown while there is no value. */
  readonly placeholder?: string;
}

/** A labelled choice of the inspector. */
export function SelectRow({ id, field, label, value, choices, onChange, hint, placeholder = 'None' }: SelectRowProps) {
  const findings = useFieldFindings(id, field);
  return (
    <Select
      className="row"
      value={value}
      placeholder={placeholder}
      isInvalid={findings.some((finding) => finding.severity === 'error')}
      onChange={(key) => key !== null && key !== value && onChange(String(key))}
    >
      <Label className="row-label">{label}</Label>
      <Button className="field select-button">
        <SelectValue className="select-value" />
        <ChevronDown size={14} aria-hidden />
      </Button>
      <FindingLines findings={findings} />
      {hint && findings.length === 0 && <p className="row-hint">{hint}</p>}
      <Popover className="popover is-select">
        <ListBox className="menu">
          {choices.map((choice) => (
            <ListBoxItem key={choice.id} id={choice.id} className="menu-item is-checkable" textValue={choice.label}>
              <span className="menu-label">{choice.label}</span>
              {choice.detail && <span className="menu-group">{choice.detail}</span>}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
