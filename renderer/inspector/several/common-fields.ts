import type { Service } from '../../../shared/document/document.ts';
import type { IdentifiedKind } from '../../../shared/document/record-kind.ts';
import { HARDENING } from '../sections/hardening.ts';
import { BACKENDS, ESTABLISHED, LOG_LEVELS, PROFILES, ROLES, STYLES } from '../sections/host-choices.ts';
import { keptDetails, PROTOCOLS } from '../sections/service-choices.ts';

interface Field {
  /** The path of the field in the record. */
  readonly path: string;
  readonly label: string;
  /** The part of a record that must be there for the field to mean anything. */
  readonly within?: string;
}

/** A field that several records of one kind can be given together. What makes each of them itself is not among them. */
export type CommonField =
  | (Field & { readonly type: 'text'; readonly placeholder?: string; readonly optional: boolean })
  | (Field & { readonly type: 'list'; readonly placeholder?: string })
  | (Field & { readonly type: 'number'; readonly least: number; readonly most: number; readonly placeholder?: string })
  /** Written down only where it is not the standard. */
  | (Field & { readonly type: 'switch'; readonly standard: boolean })
  /** Days of the week. */
  | (Field & { readonly type: 'days' })
  | (Field & {
      readonly type: 'choice';
      readonly standard?: string;
      /** What becomes of other fields of a record when this is chosen for it. */
      readonly details?: (record: object, choice: string) => Readonly<Record<string, unknown>>;
      readonly choices: readonly { readonly id: string; readonly label: string }[];
    });

const NOTHING: readonly CommonField[] = [];

const serviceDetails = (record: object, protocol: string) => keptDetails(record as Service, protocol);

/** Which fields of several records of one kind are edited at once. */
export const COMMON_FIELDS: Readonly<Record<IdentifiedKind, readonly CommonField[]>> = {
  host: [
    { type: 'choice', path: 'role', label: 'Role', choices: ROLES },
    {
      type: 'text',
      path: 'connection.user',
      within: 'connection',
      label: 'SSH user',
      placeholder: 'root',
      optional: true,
    },
    {
      type: 'number',
      path: 'connection.port',
      within: 'connection',
      label: 'SSH port',
      least: 1,
      most: 65_535,
      placeholder: '22',
    },
    {
      type: 'choice',
      path: 'connection.become',
      within: 'connection',
      label: 'Become root',
      standard: 'login',
      choices: [
        { id: 'login', label: 'No: the user is root' },
        { id: 'sudo', label: 'With sudo' },
      ],
    },
    { type: 'list', path: 'settings.adminAccess', label: 'Admin access', placeholder: '192.168.44.0/24' },
    {
      type: 'choice',
      path: 'settings.established',
      label: 'Replies',
      standard: 'after-denials',
      choices: ESTABLISHED,
    },
    { type: 'choice', path: 'settings.script', label: 'Script style', standard: 'restore', choices: STYLES },
    { type: 'choice', path: 'settings.profile', label: 'Profile', standard: 'readable', choices: PROFILES },
    { type: 'choice', path: 'settings.backend', label: 'Layer 2 by', standard: 'iptables', choices: BACKENDS },
    { type: 'text', path: 'settings.logPrefix', label: 'Log prefix', placeholder: 'RULE %N -- %A ', optional: true },
    { type: 'choice', path: 'settings.logLevel', label: 'Log level', standard: 'info', choices: LOG_LEVELS },
    {
      type: 'number',
      path: 'settings.logLimit',
      label: 'Lines a second',
      least: 1,
      most: 10_000,
      placeholder: 'no limit',
    },
    { type: 'switch', path: 'settings.conntrackZones', label: 'A conntrack zone for each bridge', standard: false },
    {
      type: 'number',
      path: 'settings.rollbackSeconds',
      label: 'Roll back after (seconds)',
      least: 10,
      most: 3600,
      placeholder: '60',
    },
  ],
  bridge: [
    { type: 'number', path: 'ageing', label: 'Ageing (seconds)', least: 0, most: 1_000_000, placeholder: '300' },
    { type: 'switch', path: 'stp', label: 'Spanning tree (STP)', standard: false },
    // Not the one whose standard goes with each bridge's STP.
    ...HARDENING.filter(({ key }) => key !== 'rootBlock').map(({ key, label }) => ({
      ...({ type: 'switch' } as const),
      ...{ path: `hardening.${key}`, label, standard: false },
    })),
  ],
  port: [
    {
      type: 'choice',
      path: 'kind',
      label: 'Kind',
      choices: [
        { id: 'tap', label: 'tap' },
        { id: 'veth', label: 'veth' },
        { id: 'nic', label: 'NIC' },
      ],
    },
  ],
  interface: [
    {
      type: 'choice',
      path: 'kind',
      label: 'Kind',
      choices: [
        { id: 'ethernet', label: 'Ethernet' },
        { id: 'veth', label: 'End of a veth pair' },
        { id: 'loopback', label: 'Loopback' },
      ],
    },
  ],
  guest: NOTHING,
  external: NOTHING,
  group: NOTHING,
  address: [{ type: 'text', path: 'value', label: 'Address, network or range', optional: false }],
  service: [
    { type: 'choice', path: 'protocol', label: 'Protocol', choices: PROTOCOLS, details: serviceDetails },
    { type: 'text', path: 'ports', label: 'Destination ports', placeholder: 'any', optional: true },
    { type: 'text', path: 'sourcePorts', label: 'Source ports', placeholder: 'any', optional: true },
  ],
  user: NOTHING,
  interval: [
    { type: 'text', path: 'from', label: 'From', optional: false },
    { type: 'text', path: 'to', label: 'To', optional: false },
    { type: 'days', path: 'days', label: 'Days' },
  ],
  policy: [
    {
      type: 'choice',
      path: 'kind',
      label: 'Kind',
      choices: [
        { id: 'main', label: 'Main' },
        { id: 'branch', label: 'Branch' },
      ],
    },
  ],
};
