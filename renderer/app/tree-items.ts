import type { Document, Id } from '../../shared/document/document.ts';
import type { IdentifiedKind } from '../../shared/document/record-kind.ts';
import { serviceDetail } from '../../shared/document/standard-objects.ts';

/** A line of the object tree: a record, or a heading over records. */
export interface TreeLine {
  readonly id: string;
  readonly name: string;
  readonly kind: IdentifiedKind | 'heading';
  /** A few words behind the name. */
  readonly detail?: string;
  readonly children: readonly TreeLine[];
}

/** The whole document as a tree, as it is wired: hosts with bridges with ports with the guests behind them. */
export function treeItems(document: Document): readonly TreeLine[] {
  const behind = new Map<Id, string>();
  for (const guest of document.guests) for (const nic of guest.nics) behind.set(nic.port, guest.name);
  for (const external of document.externals) if (external.port !== undefined) behind.set(external.port, external.name);
  const names = new Map(
    document.hosts.flatMap((host) => [...host.ports, ...host.interfaces]).map((end) => [end.id, end.name]),
  );
  const hosts = document.hosts.map((host): TreeLine => {
    const bridges = host.bridges.map((bridge): TreeLine => {
      const ports = host.ports.filter((port) => port.bridge === bridge.id);
      return {
        id: bridge.id,
        name: bridge.name,
        kind: 'bridge',
        children: ports.map((port) => {
          const detail = behind.get(port.id) ?? (port.peer === undefined ? undefined : names.get(port.peer));
          return { id: port.id, name: port.name, kind: 'port', children: [], ...(detail ? { detail } : {}) };
        }),
      };
    });
    const interfaces = host.interfaces.map((one): TreeLine => {
      const [detail] = one.addresses;
      return { id: one.id, name: one.name, kind: 'interface', children: [], ...(detail ? { detail } : {}) };
    });
    return { id: host.id, name: host.name, kind: 'host', children: [...bridges, ...interfaces] };
  });
  return [
    ...hosts,
    ...heading('Guests', 'guest', document.guests, (guest) => guest.nics[0]?.addresses[0]),
    ...heading('Externals', 'external', document.externals, (external) => external.addresses[0]),
    ...heading('Groups', 'group', document.groups, (group) => `${group.members.length}`),
    ...heading('Addresses', 'address', document.addresses, (address) => address.value),
    ...heading('Services', 'service', document.services, serviceDetail),
    ...heading('Users', 'user', document.users, (user) => `uid ${user.uid}`),
    ...heading('Intervals', 'interval', document.intervals, ({ from, to }) => `${from}–${to}`),
    ...heading('Policies', 'policy', document.policies, (policy) => `${policy.rules.length}`),
  ];
}

function heading<T extends { readonly id: Id; readonly name: string }>(
  title: string,
  kind: IdentifiedKind,
  records: readonly T[],
  detailOf: (record: T) => string | undefined,
): readonly TreeLine[] {
  if (records.length === 0) return [];
  const children = records.map((record): TreeLine => {
    const detail = detailOf(record);
    return { id: record.id, name: record.name, kind, children: [], ...(detail ? { detail } : {}) };
  });
  return [{ id: `heading:${kind}`, name: title, kind: 'heading', children }];
}

/** Only the lines whose name or detail holds the words, with what leads to them. */
export function filterTree(lines: readonly TreeLine[], words: string): readonly TreeLine[] {
  const wanted = words.trim().toLowerCase();
  if (wanted === '') return lines;
  return lines.flatMap((line) => {
    const hit = `${line.name} ${line.detail ?? ''}`.toLowerCase().includes(wanted) && line.kind !== 'heading';
    const children = hit ? line.children : filterTree(line.children, wanted);
    return hit || children.length > 0 ? [{ ...line, children }] : [];
  });
}
