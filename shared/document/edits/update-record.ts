import type { Document, Host, Id } from '../document.ts';
import { mapSame, type Patch, patchSame } from '../keep-identity.ts';
import { recordIndex } from '../record-index.ts';
import {
  HOST_LISTS,
  type HostList,
  type IdentifiedKind,
  type RecordTypes,
  TOP_LISTS,
  type TopList,
} from '../record-kind.ts';

/** Changes one record, wherever it stands; the identical document when the change gives back the same record. */
export function changeRecord<K extends IdentifiedKind>(
  document: Document,
  kind: K,
  id: Id,
  change: (record: RecordTypes[K]) => RecordTypes[K],
): Document {
  const entry = recordIndex(document).get(id);
  if (entry?.kind !== kind) return document;
  const changeOne = (record: { readonly id: Id }) => (record.id === id ? change(record as RecordTypes[K]) : record);
  if (entry.host !== undefined) {
    const list = listFor<HostList>(HOST_LISTS, kind);
    return changeHost(document, entry.host.id, (host) =>
      withList(host, list, mapSame<{ id: Id }>(host[list], changeOne)),
    );
  }
  const list = listFor<TopList>(TOP_LISTS, kind);
  return withList(document, list, mapSame<{ id: Id }>(document[list], changeOne));
}

/** Sets some fields of a record; `undefined` takes a field away. */
export function updateRecord<K extends IdentifiedKind>(
  document: Document,
  kind: K,
  id: Id,
  patch: Patch<RecordTypes[K]>,
): Document {
  return changeRecord(document, kind, id, (record) => patchSame<RecordTypes[K]>(record, patch));
}

/**
 * Gives a record another name; a bridge's own device goes with its bridge. Whether the name is free and well-formed is for
 * `checkDocument` to say.
 */
export function renameRecord(document: Document, id: Id, name: string): Document {
  const entry = recordIndex(document).get(id);
  if (entry === undefined) return document;
  const old = entry.record.name;
  const device = entry.kind === 'bridge' ? entry.host?.interfaces.find((one) => one.name === old) : undefined;
  const renamed = updateRecord<IdentifiedKind>(document, entry.kind, id, { name });
  return device === undefined ? renamed : updateRecord(renamed, 'interface', device.id, { name });
}

/** Sets the name of the document itself. */
export function updateDocument(document: Document, patch: Patch<Pick<Document, 'name'>>): Document {
  return patchSame<Document>(document, patch);
}

export function changeHost(document: Document, id: Id, change: (host: Host) => Host): Document {
  return withList(
    document,
    'hosts',
    mapSame(document.hosts, (host) => (host.id === id ? change(host) : host)),
  );
}

/** The object with one of its lists replaced; the object itself when the list is the same. */
export function withList<T extends object, K extends keyof T>(owner: T, key: K, list: unknown): T {
  return owner[key] === list ? owner : { ...owner, [key]: list };
}

function listFor<L extends string>(lists: Readonly<Record<L, IdentifiedKind>>, kind: IdentifiedKind): L {
  const list = (Object.keys(lists) as L[]).find((name) => lists[name] === kind);
  if (list === undefined) throw new Error(`No list holds records of kind ${kind}.`);
  return list;
}
