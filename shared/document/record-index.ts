import type { Document, Host, Id } from './document.ts';
import {
  HOST_LISTS,
  type HostList,
  type IdentifiedKind,
  type RecordTypes,
  TOP_LISTS,
  type TopList,
} from './record-kind.ts';

/** A record with what it is and where it stands. */
export type RecordEntry = {
  [K in IdentifiedKind]: {
    readonly kind: K;
    readonly record: RecordTypes[K];
    /** The host that a bridge, port or interface belongs to. */
    readonly host?: Host;
  };
}[IdentifiedKind];

const cache = new WeakMap<Document, ReadonlyMap<Id, RecordEntry>>();

/** Every record but the rules, by id. Of two records with one id the first counts. Cached by the document's identity. */
export function recordIndex(document: Document): ReadonlyMap<Id, RecordEntry> {
  let index = cache.get(document);
  if (index === undefined) {
    const built = new Map<Id, RecordEntry>();
    for (const entry of allRecords(document)) if (!built.has(entry.record.id)) built.set(entry.record.id, entry);
    index = built;
    cache.set(document, index);
  }
  return index;
}

/** Every record but the rules, in the order of the file. */
export function* allRecords(document: Document): Generator<RecordEntry> {
  for (const [list, kind] of Object.entries(TOP_LISTS) as [TopList, IdentifiedKind][]) {
    for (const record of document[list]) yield { kind, record } as RecordEntry;
  }
  for (const host of document.hosts) {
    for (const [list, kind] of Object.entries(HOST_LISTS) as [HostList, IdentifiedKind][]) {
      for (const record of host[list]) yield { kind, record, host } as RecordEntry;
    }
  }
}

/** The record with this id when it is of this kind. */
export function findRecord<K extends IdentifiedKind>(document: Document, kind: K, id: Id): RecordTypes[K] | undefined {
  const entry = recordIndex(document).get(id);
  return entry?.kind === kind ? (entry.record as RecordTypes[K]) : undefined;
}

/** The host that a bridge, port or interface belongs to; a host's own record for its own id. */
export function hostOf(document: Document, id: Id): Host | undefined {
  const entry = recordIndex(document).get(id);
  return entry?.kind === 'host' ? entry.record : entry?.host;
}
