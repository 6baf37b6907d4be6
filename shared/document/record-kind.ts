import type {
  AddressObject,
  Bridge,
  External,
  Group,
  Guest,
  Host,
  HostInterface,
  Interval,
  Policy,
  Port,
  Rule,
  Service,
  User,
} from './document.ts';

/** Which type a record of each kind has; every record has an id. */
export interface RecordTypes {
  readonly host: Host;
  readonly bridge: Bridge;
  readonly port: Port;
  readonly interface: HostInterface;
  readonly guest: Guest;
  readonly external: External;
  readonly group: Group;
  readonly address: AddressObject;
  readonly service: Service;
  readonly user: User;
  readonly interval: Interval;
  readonly policy: Policy;
  readonly rule: Rule;
}

export type RecordKind = keyof RecordTypes;

/** Kinds whose ids are unique over the document, so that an id alone names the record: all but rules. */
export type IdentifiedKind = Exclude<RecordKind, 'rule'>;

/** The lists of a document that hold records of one kind. */
export const TOP_LISTS = {
  hosts: 'host',
  guests: 'guest',
  externals: 'external',
  groups: 'group',
  addresses: 'address',
  services: 'service',
  users: 'user',
  intervals: 'interval',
  policies: 'policy',
} as const satisfies Readonly<Record<string, IdentifiedKind>>;

/** The lists of a host that hold records of one kind. */
export const HOST_LISTS = {
  bridges: 'bridge',
  ports: 'port',
  interfaces: 'interface',
} as const satisfies Readonly<Record<string, IdentifiedKind>>;

export type TopList = keyof typeof TOP_LISTS;
export type HostList = keyof typeof HOST_LISTS;
