import type { Document, Host, Id, Rule } from './document.ts';
import type { RuleRef } from './finding.ts';
import { idsAt, mapIdsAt } from './id-path.ts';
import { mapSame } from './keep-identity.ts';
import { allRecords } from './record-index.ts';
import {
  HOST_LISTS,
  type HostList,
  type RecordKind,
  type RecordTypes,
  TOP_LISTS,
  type TopList,
} from './record-kind.ts';
import { REFERENCE_FIELDS, type ReferenceField } from './reference-fields.ts';

/** One place where a record names another one. */
export interface Reference {
  readonly kind: RecordKind;
  /** The record that holds the reference. */
  readonly record: RecordTypes[RecordKind];
  /** The record's id, or the rule's id for a reference in a rule. */
  readonly owner: Id;
  /** Set when a rule holds the reference. */
  readonly rule?: RuleRef;
  /** The host that the record stands on, for ports and interfaces. */
  readonly host?: Host;
  /** Where in the record, for example `nics.0.port`. */
  readonly field: string;
  /** The id that is named. */
  readonly id: Id;
  readonly expects: ReferenceField;
}

/** Every reference of the document, in the order of the file. */
export function* allReferences(document: Document): Generator<Reference> {
  for (const { kind, record, host } of allRecords(document)) {
    yield* referencesOf(kind, record, host === undefined ? {} : { host });
    if (kind !== 'policy') continue;
    for (const rule of record.rules) {
      yield* referencesOf('rule', rule, { rule: { policy: record.id, rule: rule.id } });
    }
  }
}

/** Where a record is used: every reference that names its id. */
export function referencesTo(document: Document, id: Id): Reference[] {
  return [...allReferences(document)].filter((reference) => reference.id === id);
}

/** What to do with one reference: keep or replace the id, or drop it (`undefined`). */
export type ReferenceChange = (id: Id, at: { readonly kind: RecordKind; readonly path: string }) => Id | undefined;

/**
 * Rewrites references by the same table. An id that is dropped leaves its list, or takes its field with it. Records in which
 * nothing changes stay the identical objects.
 */
export function mapReferences(document: Document, change: ReferenceChange): Document {
  let result = document;
  for (const [list, kind] of Object.entries(TOP_LISTS) as [TopList, RecordKind][]) {
    const before: readonly object[] = result[list];
    const after = mapSame(before, (record) => mapRecordReferences(kind, record, change));
    if (after !== before) result = { ...result, [list]: after };
  }
  const hosts = mapSame(result.hosts, (host) => {
    let changed = host;
    for (const [list, kind] of Object.entries(HOST_LISTS) as [HostList, RecordKind][]) {
      const before: readonly object[] = changed[list];
      const after = mapSame(before, (record) => mapRecordReferences(kind, record, change));
      if (after !== before) changed = { ...changed, [list]: after };
    }
    return changed;
  });
  return hosts === result.hosts ? result : { ...result, hosts };
}

/** `mapReferences` for one record; of a policy its rules as well. */
export function mapRecordReferences<T extends object>(kind: RecordKind, record: T, change: ReferenceChange): T {
  let result = record;
  for (const { path } of REFERENCE_FIELDS[kind]) {
    result = mapIdsAt(result, path, (id) => change(id, { kind, path })) as T;
  }
  if (kind === 'policy') {
    const { rules } = result as T & { readonly rules: readonly Rule[] };
    const mapped = mapSame(rules, (rule) => mapRecordReferences('rule', rule, change));
    if (mapped !== rules) result = { ...result, rules: mapped };
  }
  return result;
}

function* referencesOf(
  kind: RecordKind,
  record: RecordTypes[RecordKind],
  where: { readonly rule?: RuleRef; readonly host?: Host },
): Generator<Reference> {
  for (const expects of REFERENCE_FIELDS[kind]) {
    for (const { field, id } of idsAt(record, expects.path)) {
      yield { kind, record, owner: record.id, ...where, field, id, expects };
    }
  }
}
