import type { RecordEntry } from '../../shared/document/record-index.ts';

/**
 * The fields of a record that have a line of their own in the inspector now, so that their findings stand below them. All other
 * findings stand above: a field that is named here and has no line hides what is wrong with it.
 */
export function shownFields(entry: RecordEntry): readonly string[] {
  return ['name', ...OWN_FIELDS[entry.kind], ...fieldsNow(entry)];
}

const OWN_FIELDS: Readonly<Record<RecordEntry['kind'], readonly string[]>> = {
  host: [
    'role',
    ...['address', 'user', 'port'].map((field) => `connection.${field}`),
    ...['adminAccess', 'established', 'script', 'profile', 'rollbackSeconds'].map((field) => `settings.${field}`),
    ...['logPrefix', 'logLevel', 'logLimit', 'backend'].map((field) => `settings.${field}`),
  ],
  bridge: ['ageing'],
  port: ['kind', 'bridge'],
  interface: ['addresses', 'kind'],
  guest: [],
  external: ['addresses', 'port'],
  group: ['members'],
  address: ['value'],
  service: ['protocol'],
  user: ['uid'],
  interval: ['from', 'to', 'days'],
  policy: ['kind', 'attach'],
};

/** Those that are there only because of what the record is now. */
function fieldsNow({ kind, record }: RecordEntry): readonly string[] {
  switch (kind) {
    case 'port':
    case 'interface':
      return record.kind === 'veth' ? ['peer'] : [];
    case 'guest':
      return record.nics.flatMap((_, index) => ['addresses', 'mac', 'routes'].map((field) => `nics.${index}.${field}`));
    case 'service':
      return SERVICE_FIELDS[record.protocol] ?? [];
    default:
      return [];
  }
}

const SERVICE_FIELDS: Readonly<Record<string, readonly string[]>> = {
  tcp: ['ports', 'sourcePorts'],
  udp: ['ports', 'sourcePorts'],
  icmp: ['icmpType'],
  icmpv6: ['icmpType'],
  ip: ['number'],
};
