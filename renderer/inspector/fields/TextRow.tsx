import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import type { Document, Id } from '../../../shared/document/document.ts';
import { FindingLines } from '../../controls/FindingLines.tsx';
import { useFieldFindings } from '../../controls/use-finding.ts';
import { useField } from './use-field.ts';

interface TextRowProps {
  /** The record, or several that are changed together. */
  readonly id: Id | readonly Id[];
  /** The field's path in the record, as findings name it. */
  readonly field: string;
  readonly label: string;
  /** Whose field it is, for the history: "kali2". */
  readonly of: string;
  readonly text: string;
  readonly change: (text: string) => ((document: Document) => Document) | string;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly mono?: boolean;
}

/** A labelled text field of the inspector, with its findings below. */
export function TextRow({ id, field, label, of, text, change, hint, placeholder, mono }: TextRowProps) {
  const bound = useField({ id, field, label: `Change ${label} of ${of}`, text, change });
  const findings = useFieldFindings(id, field);
  const bad = bound.reason !== undefined || findings.some((finding) => finding.severity === 'error');
  return (
    <TextField
      className="row"
      name={field}
      value={bound.value}
      isInvalid={bad}
      onChange={bound.onChange}
      onFocus={bound.onFocus}
      onBlur={bound.onBlur}
      onKeyDown={bound.onKeyDown}
    >
      <Label className="row-label">{label}</Label>
      <Input
        className={mono ? 'field mono' : 'field'}
        placeholder={placeholder ?? ''}
        spellCheck={false}
        autoComplete="off"
      />
      {bound.reason !== undefined && <FieldError className="row-error">{bound.reason}</FieldError>}
      <FindingLines findings={findings} />
      {hint && findings.length === 0 && bound.reason === undefined && (
        <Text slot="description" className="row-hint">
          {hint}
        </Text>
      )}
    </TextField>
  );
}
