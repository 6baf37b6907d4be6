import type { Bridge, Document, Group, HostRole, Id } from '../document.ts';
import type { RecordTypes, TopList } from '../record-kind.ts';
import { freshId, freshInterfaceName, freshNumbered, interfaceNames } from './fresh.ts';
import { type At, placeAt } from './place-nodes.ts';
import { changeHost } from './update-record.ts';

/** The document with a new record, and that record's id. */
export interface Added {
  readonly document: Document;
  readonly id: Id;
}

export function addHost(document: Document, role: HostRole, at?: At): Added {
  const name = freshNumbered(namesOf(document, 'hosts'), 'host');
  const id = freshId(document, name);
  return placed(
    { ...document, hosts: [...document.hosts, { id, name, role, bridges: [], ports: [], interfaces: [] }] },
    id,
    at,
  );
}

/** Adds a bridge to a host; the document unchanged, and an empty id, when there is no such host. */
export function addBridge(document: Document, host: Id, at?: At, name?: string): Added {
  const owner = document.hosts.find(({ id }) => id === host);
  if (owner === undefined) return { document, id: '' };
  const bridgeName =
    name === undefined ? freshNumbered(interfaceNames(owner), 'virbr') : freshInterfaceName(owner, name);
  const id = freshId(document, bridgeName);
  const bridge: Bridge = { id, name: bridgeName };
  return placed(
    changeHost(document, host, (one) => ({ ...one, bridges: [...one.bridges, bridge] })),
    id,
    at,
  );
}

export function addGuest(document: Document, at?: At): Added {
  const name = freshNumbered(namesOf(document, 'guests'), 'guest');
  const id = freshId(document, name);
  return placed({ ...document, guests: [...document.guests, { id, name, nics: [] }] }, id, at);
}

export function addExternal(document: Document, at?: At): Added {
  const name = freshNumbered(namesOf(document, 'externals'), 'external');
  const id = freshId(document, name);
  return placed({ ...document, externals: [...document.externals, { id, name, addresses: [] }] }, id, at);
}

export function addGroup(document: Document, members: readonly Id[] = [], at?: At): Added {
  const name = freshNumbered(namesOf(document, 'groups'), 'group');
  const id = freshId(document, name);
  const group: Group = { id, name, members: [...new Set(members)] };
  return placed({ ...document, groups: [...document.groups, group] }, id, at);
}

export type NewRecords = {
  readonly addresses: Omit<RecordTypes['address'], 'id'>;
  readonly services: Omit<RecordTypes['service'], 'id'>;
  readonly users: Omit<RecordTypes['user'], 'id'>;
  readonly intervals: Omit<RecordTypes['interval'], 'id'>;
};

/** Adds an address, service, user or interval; its id is made of its name. */
export function addObject<L extends keyof NewRecords>(document: Document, list: L, record: NewRecords[L]): Added {
  const id = freshId(document, record.name);
  return { document: { ...document, [list]: [...document[list], { id, ...record }] }, id };
}

function namesOf(document: Document, list: TopList): ReadonlySet<string> {
  return new Set(document[list].map(({ name }) => name));
}

function placed(document: Document, id: Id, at: At | undefined): Added {
  return { document: at === undefined ? document : placeAt(document, id, at), id };
}
