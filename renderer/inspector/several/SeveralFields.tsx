import type { Document, Id } from '../../../shared/document/document.ts';
import { type CommonValue, commonField, fieldOf, setFields } from '../../../shared/document/edits/set-fields.ts';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { edit } from '../../state/document-store.ts';
import { joinList, readNumber, splitList } from '../fields/changes.ts';
import { DaysChoice } from '../fields/DaysChoice.tsx';
import { TextRow } from '../fields/TextRow.tsx';
import { TriState } from '../fields/TriState.tsx';
import type { CommonField } from './common-fields.ts';

const MIXED = 'different values';

interface SeveralFieldProps {
  readonly field: CommonField;
  /** Ids of the records, in the order of the selection. */
  readonly ids: readonly Id[];
  readonly records: readonly { readonly id: Id }[];
  /** "3 ports", for the history. */
  readonly of: string;
}

/** One field of several records: shows what they share, or that they differ, and sets all of them in one step. */
export function SeveralField({ field, ids, records, of }: SeveralFieldProps) {
  const standard = 'standard' in field ? field.standard : undefined;
  const common = commonField(records, field.path, standard);
  const set = (value: unknown) => (document: Document) =>
    setFields(document, ids, field.path, value === standard ? undefined : value);
  switch (field.type) {
    case 'switch':
      return (
        <TriState
          label={field.label}
          common={common}
          onChange={(on) => edit(`${on ? 'Switch on' : 'Switch off'} “${field.label}” of ${of}`, set(on))}
        />
      );
    case 'choice':
      return (
        <SelectRow
          id={ids}
          field={field.path}
          label={field.label}
          value={common.mixed ? '' : String(common.value)}
          placeholder={MIXED}
          choices={field.choices}
          onChange={(value) =>
            edit(`Change ${field.label.toLowerCase()} of ${of}`, (document) =>
              set(value)(withDetails(document, field, records, value)),
            )
          }
        />
      );
    case 'days':
      return (
        <DaysChoice
          id={ids}
          days={common.mixed || !Array.isArray(common.value) ? [] : common.value.map(String)}
          hint={common.mixed ? `They have ${MIXED}: what you tick counts for all of them.` : undefined}
          onChange={(days) => edit(`Change days of ${of}`, set(days))}
        />
      );
    default:
      return (
        <TextRow
          id={ids}
          field={field.path}
          label={field.label}
          of={of}
          text={textOf(common)}
          placeholder={common.mixed ? MIXED : (field.placeholder ?? '')}
          mono
          change={(text) => readText(field, text, set)}
        />
      );
  }
}

/** What belonged to another choice would contradict this one. */
function withDetails(
  document: Document,
  { path, details }: Extract<CommonField, { type: 'choice' }>,
  records: readonly { readonly id: Id }[],
  choice: string,
): Document {
  if (details === undefined) return document;
  return records
    .filter((record) => fieldOf(record, path) !== choice)
    .flatMap((record) => Object.entries(details(record, choice)).map((entry) => ({ id: record.id, entry })))
    .reduce((now, { id, entry: [field, value] }) => setFields(now, [id], field, value), document);
}

type TextField = Extract<CommonField, { type: 'text' | 'list' | 'number' }>;
type Change = (document: Document) => Document;

function readText(field: TextField, text: string, set: (value: unknown) => Change): Change | string {
  switch (field.type) {
    case 'number': {
      const number = readNumber(text, field.least, field.most);
      return typeof number === 'string' ? number : set(number);
    }
    case 'list': {
      const list = splitList(text);
      return set(list.length > 0 ? list : undefined);
    }
    case 'text':
      return set(text.trim() === '' && field.optional ? undefined : text.trim());
  }
}

function textOf(common: CommonValue): string {
  if (common.mixed || common.value === undefined) return '';
  return Array.isArray(common.value) ? joinList(common.value.map(String)) : String(common.value);
}
