import type { IdentifiedKind, RecordKind } from './record-kind.ts';

/** One field of a kind of record that names other records by id. */
export interface ReferenceField {
  /** Where the ids stand in the record; `*` stands for every element of a list: `nics.*.port`. */
  readonly path: string;
  /** The kinds of record that may be named there. */
  readonly targets: readonly IdentifiedKind[];
  /** The record named must stand on the same host: bridges and veth pairs do not reach over to another machine. */
  readonly sameHost?: true;
}

/** What a group may hold, and what a rule may have as its source or destination. */
export const ENDPOINT_KINDS = ['guest', 'external', 'host', 'address', 'group'] as const satisfies IdentifiedKind[];

/**
 * THE table of references: the check for dangling ids, removal, where-used and pasting all read it. A new field that holds
 * an id needs a line here and nothing else.
 */
export const REFERENCE_FIELDS: Readonly<Record<RecordKind, readonly ReferenceField[]>> = {
  host: [],
  bridge: [],
  port: [
    { path: 'bridge', targets: ['bridge'], sameHost: true },
    { path: 'peer', targets: ['port', 'interface'], sameHost: true },
  ],
  interface: [{ path: 'peer', targets: ['port', 'interface'], sameHost: true }],
  guest: [{ path: 'nics.*.port', targets: ['port'] }],
  external: [{ path: 'port', targets: ['port'] }],
  group: [{ path: 'members.*', targets: ENDPOINT_KINDS }],
  address: [],
  service: [],
  user: [],
  interval: [],
  policy: [
    { path: 'attach.host', targets: ['host'] },
    { path: 'attach.bridge', targets: ['bridge'] },
    { path: 'attach.port', targets: ['port'] },
    { path: 'attach.guest', targets: ['guest'] },
    { path: 'attach.group', targets: ['group'] },
  ],
  rule: [
    { path: 'branch', targets: ['policy'] },
    { path: 'source.*', targets: ENDPOINT_KINDS },
    { path: 'destination.*', targets: ENDPOINT_KINDS },
    { path: 'service.*', targets: ['service'] },
    { path: 'user.*', targets: ['user'] },
    { path: 'interval.*', targets: ['interval'] },
    { path: 'ports.*', targets: ['port'] },
    { path: 'interfaces.*', targets: ['interface'] },
  ],
};
