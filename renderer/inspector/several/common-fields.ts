import type { Service } from '../../../shared/document/document.ts';
import type { IdentifiedKind } from '../../../shared/document/record-kind.ts';
import type { RecordField } from '../fields/record-field.ts';
import { BRIDGE_FIELDS } from '../sections/bridge-fields.ts';
import { HARDENING } from '../sections/hardening.ts';
import { ROLES } from '../sections/host-choices.ts';
import { HOST_SETTINGS } from '../sections/host-fields.ts';
import { keptDetails, PROTOCOLS } from '../sections/service-choices.ts';

const NOTHING: readonly RecordField[] = [];

const serviceDetails = (record: object, protocol: string) => keptDetails(record as Service, protocol);

/** Which fields of several records of one kind are edited at once. */
export const COMMON_FIELDS: Readonly<Record<IdentifiedKind, readonly RecordField[]>> = {
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
    ...Object.values(HOST_SETTINGS),
  ],
  bridge: [
    ...Object.values(BRIDGE_FIELDS),
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
