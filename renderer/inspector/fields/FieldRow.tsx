import type { Document, Id } from '../../../shared/document/document.ts';
import { type CommonValue, commonField, fieldOf, setFields } from '../../../shared/document/edits/set-fields.ts';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { SwitchRow } from '../../controls/SwitchRow.tsx';
import { edit } from '../../state/document-store.ts';
import { joinList, readNumber, splitList } from './changes.ts';
import { DaysChoice } from './DaysChoice.tsx';
import type { RecordField } from './record-field.ts';
import { TextRow } from './TextRow.tsx';
import { TriState } from './TriState.tsx';

const MIXED = 'different values';

interface FieldRowProps {
  readonly field: RecordField;
  /** One, or several of a kind in the order of the selection. */
  readonly records: readonly { readonly id: Id }[];
  /** Whose field it is, for the history: "mytux", "3 ports". */
  readonly of: string;
}

/** A field of one record, or of several: shows what they share, or that they differ, and sets all of them in one step. */
export function FieldRow({ field, records, of }: FieldRowProps) {
  const ids = records.map(({ id }) => id);
  const single = records.length === 1;
  const standard = 'standard' in field ? field.standard : undefined;
  const common = commonField(records, field.path, standard);
  const hint = single && field.hint !== undefined ? { hint: field.hint } : {};
  const called = field.called ?? field.label.toLowerCase();
  const set = (value: unknown) => (document: Document) =>
    setFields(document, ids, field.path, value === standard ? undefined : value);
  switch (field.type) {
    case 'switch': {
      const turn = (on: boolean) => edit(`${on ? 'Switch on' : 'Switch off'} “${field.label}” of ${of}`, set(on));
      return single ? (
        <SwitchRow label={field.label} isSelected={!common.mixed && common.value === true} onChange={turn} {...hint} />
      ) : (
        <TriState label={field.label} common={common} onChange={turn} />
      );
    }
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
            edit(`Change ${called} of ${of}`, (document) => set(value)(withDetails(document, field, records, value)))
          }
          {...hint}
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
          {...hint}
        />
      );
  }
}

/** What belonged to another choice would contradict this one. */
function withDetails(
  document: Document,
  { path, details }: Extract<RecordField, { type: 'choice' }>,
  records: readonly { readonly id: Id }[],
  choice: string,
): Document {
  if (details === undefined) return document;
  return records
    .filter((record) => fieldOf(record, path) !== choice)
    .flatMap((record) => Object.entries(details(record, choice)).map((entry) => ({ id: record.id, entry })))
    .reduce((now, { id, entry: [field, value] }) => setFields(now, [id], field, value), document);
}

type TextField = Extract<RecordField, { type: 'text' | 'list' | 'number' }>;
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
    case 'text': {
      const empty = text.trim() === '' && field.optional;
      return set(empty ? undefined : field.keepsBlanks ? text : text.trim());
    }
  }
}

function textOf(common: CommonValue): string {
  if (common.mixed || common.value === undefined) return '';
  return Array.isArray(common.value) ? joinList(common.value.map(String)) : String(common.value);
}
