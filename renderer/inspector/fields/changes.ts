import type { Document, Id } from '../../../shared/document/document.ts';
import { renameRecord } from '../../../shared/document/edits/update-record.ts';
import { patchRecord } from '../../state/patch-record.ts';

type Change = (document: Document) => Document;

/** Renames a record with what bears its name. */
export function rename(id: Id): (text: string) => Change {
  return (text) => (document) => renameRecord(document, id, text.trim());
}

/** Sets a text field of a record; an empty text takes an optional field away. */
export function setText(
  id: Id,
  field: string,
  options: { readonly optional?: boolean } = {},
): (text: string) => Change {
  return (text) => {
    const value = text.trim() === '' && options.optional ? undefined : text.trim();
    return (document) => patchRecord(document, id, { [field]: value });
  };
}

/** A list typed with commas or blanks between its entries. */
export function splitList(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((entry) => entry !== '');
}

export function joinList(list: readonly string[] | undefined): string {
  return (list ?? []).join(', ');
}

/** Reads a whole number; `undefined` for an empty text, a sentence for anything else. */
export function readNumber(text: string, least: number, most: number): number | undefined | string {
  const trimmed = text.trim();
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  if (/^\d+$/.test(trimmed) && number >= least && number <= most) return number;
  return `A whole number from ${least} to ${most}.`;
}

/** Sets a number field of a record, or takes it away. */
export function setNumber(id: Id, field: string, least: number, most: number): (text: string) => Change | string {
  return (text) => {
    const value = readNumber(text, least, most);
    if (typeof value === 'string') return value;
    return (document) => patchRecord(document, id, { [field]: value });
  };
}
