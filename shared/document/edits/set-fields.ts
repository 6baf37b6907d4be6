import type { Document, Id } from '../document.ts';
import { patchSame, sameValue } from '../keep-identity.ts';
import { recordIndex } from '../record-index.ts';
import type { IdentifiedKind, RecordTypes } from '../record-kind.ts';
import { changeRecord } from './update-record.ts';

/** The value at a path such as `settings.script`; `undefined` when it is not there. */
export function fieldOf(record: object, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), record);
}

/**
 * Sets one field of several records, by its path; `undefined` takes it away. An object that this leaves empty goes with it: the
 * file says only what is special about a record.
 */
export function setFields(document: Document, ids: readonly Id[], path: string, value: unknown): Document {
  return ids.reduce((now, id) => {
    const kind: IdentifiedKind | undefined = recordIndex(now).get(id)?.kind;
    if (kind === undefined) return now;
    return changeRecord(
      now,
      kind,
      id,
      (record) => withField(record, path.split('.'), value) as RecordTypes[typeof kind],
    );
  }, document);
}

/** What several records have in a field: the value that all share, or that they differ. */
export function commonField(records: readonly object[], path: string, standard?: unknown): CommonValue {
  const [first, ...others] = records.map((record) => fieldOf(record, path) ?? standard);
  return others.every((value) => sameValue(value, first)) ? { mixed: false, value: first } : { mixed: true };
}

export type CommonValue = { readonly mixed: false; readonly value: unknown } | { readonly mixed: true };

function withField(record: object, [key = '', ...deeper]: readonly string[], value: unknown): object {
  if (deeper.length === 0) return patchSame(record, { [key]: value });
  const inner = fieldOf(record, key);
  const changed = withField(isRecord(inner) ? inner : {}, deeper, value);
  return patchSame(record, { [key]: Object.keys(changed).length > 0 ? changed : undefined });
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
