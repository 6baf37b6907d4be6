import { type Document, emptyDocument, type Guest, type Port } from '../../../shared/document/document.ts';

/** Bridges by their number, and what hangs on which. */
export interface NetworkPlan {
  readonly bridges: number;
  /** Veth pairs. */
  readonly links?: readonly (readonly [number, number])[];
  /** For each guest the bridges that it has a leg on. */
  readonly guests?: readonly (readonly number[])[];
  /** The bridge that the host has an interface on. */
  readonly host?: number;
  /** For each external its bridge. */
  readonly externals?: readonly number[];
}

/** A document with one host, without any places. */
export function networkDocument({ bridges, links = [], guests = [], host, externals = [] }: NetworkPlan): Document {
  const ports: Port[] = [];
  const tap = (guest: number, bridge: number): string => {
    const name = `vnet${guest}b${bridge}`;
    ports.push({ id: name, name, kind: 'tap', bridge: `br${bridge}` });
    return name;
  };
  for (const [index, [a, b]] of links.entries()) {
    const [near, far] = [`veth${index}a`, `veth${index}b`];
    ports.push({ id: near, name: near, kind: 'veth', bridge: `br${a}`, peer: far });
    ports.push({ id: far, name: far, kind: 'veth', bridge: `br${b}`, peer: near });
  }
  const drawn = guests.map((on, guest): Guest => {
    const nics = on.map((bridge) => ({ port: tap(guest, bridge), addresses: [] }));
    return { id: `guest${guest}`, name: `guest${guest}`, nics };
  });
  if (host !== undefined) ports.push({ id: 'vmh1', name: 'vmh1', kind: 'veth', bridge: `br${host}`, peer: 'vmh2' });
  for (const [index, bridge] of externals.entries())
    ports.push({ id: `eth${index}`, name: `eth${index}`, kind: 'nic', bridge: `br${bridge}` });
  return {
    ...emptyDocument('network'),
    hosts: [
      {
        ...{ id: 'host', name: 'host', role: 'hypervisor', ports },
        bridges: numbers(bridges).map((bridge) => ({ id: `br${bridge}`, name: `br${bridge}` })),
        interfaces: host === undefined ? [] : [{ id: 'vmh2', name: 'vmh2', kind: 'veth', addresses: [], peer: 'vmh1' }],
      },
    ],
    guests: drawn,
    externals: externals.map((_, index) => ({
      ...{ id: `external${index}`, name: `external${index}`, addresses: [], port: `eth${index}` },
    })),
  };
}

/** 0, 1, 2 and so on, `count` of them. */
export function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, number) => number);
}
