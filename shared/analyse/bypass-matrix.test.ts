import { expect, it } from 'vitest';
import type { Bridge, Document, Protect, Settings } from '../document/document.ts';
import { emptyDocument } from '../document/document.ts';
import { ATTACK_NAMES, type Attack } from './attacks.ts';
import { bypassMatrix } from './bypass-matrix.ts';

function drawn(
  protect: Protect = {},
  {
    mac = '52:54:00:00:00:01',
    ipv6 = true,
    settings = {},
    bridge = {},
  }: { mac?: string; ipv6?: boolean; settings?: Settings; bridge?: Partial<Bridge> } = {},
): Document {
  return {
    ...emptyDocument('matrix'),
    hosts: [
      {
        id: 'h',
        name: 'h',
        role: 'hypervisor',
        bridges: [{ id: 'b', name: 'b', ...bridge }],
        ports: [
          { id: 'p', name: 'p', kind: 'tap', bridge: 'b', protect },
          { id: 'free', name: 'free', kind: 'tap', bridge: 'b' },
        ],
        interfaces: [],
        settings,
      },
    ],
    guests: [
      {
        id: 'g',
        name: 'g',
        nics: [{ port: 'p', ...(mac ? { mac } : {}), addresses: ['10.0.0.1', ...(ipv6 ? ['fd00::1'] : [])] }],
      },
    ],
  };
}

function stoppedBy(document: Document, attack: Attack): readonly string[] | undefined {
  return bypassMatrix(document)[0]?.rows.find((row) => row.attack === attack)?.stoppedBy;
}

function open(document: Document): Attack[] {
  return bypassMatrix(document).flatMap(({ rows }) =>
    rows.filter((row) => row.stoppedBy.length === 0).map(({ attack }) => attack),
  );
}

it('has a row for every attack at every guest port, and none for ports without a guest', () => {
  const matrix = bypassMatrix(drawn());
  expect(matrix.map(({ port, guest }) => [port, guest])).toEqual([['p', 'g']]);
  expect(matrix[0]?.rows.map(({ attack }) => attack)).toEqual(ATTACK_NAMES);
});

it('leaves nothing open where every switch stands as it comes', () => {
  expect(open(drawn())).toEqual([]);
  expect(open(drawn({}, { settings: { backend: 'nftables' } }))).toEqual([]);
});

it('shows that a NIC without a drawn MAC is held to none', () => {
  expect(open(drawn({}, { mac: '' }))).toEqual(['mac-theft']);
});

it('names the layer that the back end uses for neighbour advertisements', () => {
  expect(stoppedBy(drawn(), 'neighbour-advertisement')).toEqual(['iptables']);
  expect(stoppedBy(drawn({}, { settings: { backend: 'nftables' } }), 'neighbour-advertisement')).toEqual(['layer-2']);
});

it('counts the denial of all IPv6 at the port of a guest that has none', () => {
  expect(stoppedBy(drawn({ routerAdvertisement: true }, { ipv6: false }), 'redirect')).toEqual(['iptables']);
  expect(stoppedBy(drawn({ routerAdvertisement: true, spoofing: false }, { ipv6: false }), 'redirect')).toEqual([]);
});

it('counts the setting for tagged packets only while no port is a trunk', () => {
  expect(stoppedBy(drawn({ ethertypes: false }), 'vlan0-spoof')).toEqual(['sysctl']);
  expect(stoppedBy(drawn({ trunk: true }), 'vlan0-spoof')).toEqual([]);
});

it('counts flooding that the bridge itself keeps away from the port', () => {
  const bare = { spoofing: false, mac: false };
  expect(stoppedBy(drawn(bare), 'unknown-unicast-flood')).toEqual([]);
  const hardened = drawn({ spoofing: false }, { bridge: { hardening: { floodOff: true } } });
  expect(stoppedBy(hardened, 'unknown-unicast-flood')).toEqual(['layer-2', 'bridge']);
});

it('trusts no rule against spanning tree messages where the bridge takes them in itself', () => {
  expect(stoppedBy(drawn({ ethertypes: false }, { bridge: { stp: true } }), 'bpdu')).toEqual(['bridge']);
  expect(stoppedBy(drawn({}, { bridge: { stp: true, hardening: { rootBlock: false } } }), 'bpdu')).toEqual([]);
  expect(stoppedBy(drawn(), 'bpdu')).toEqual(['layer-2']);
});
