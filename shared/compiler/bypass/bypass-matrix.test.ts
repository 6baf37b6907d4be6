import { describe, expect, it } from 'vitest';
import type { Bridge, Document, Protect, Settings } from '../../document/document.ts';
import { emptyDocument } from '../../document/document.ts';
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

it('keeps priority tags out at a trunk too, which opens VLANs and nothing else', () => {
  expect(stoppedBy(drawn({ ethertypes: false }), 'vlan0-spoof')).toEqual(['layer-2', 'sysctl']);
  expect(stoppedBy(drawn({ trunk: true }), 'vlan0-spoof')).toEqual(['layer-2']);
  expect(open(drawn({ trunk: true }))).toEqual(['vlan-hop']);
});

it('says of ethertypes what the bridge passes on, and nothing of tags', () => {
  expect(open(drawn({ ethertypes: false }))).toEqual(['llc-snap-spoof', 'bpdu', 'lldp']);
});

it('credits a kernel setting against an address-less bridge only at a bridge that has none', () => {
  expect(stoppedBy(drawn(), 'silent-bridge')).toEqual(['iptables', 'sysctl']);
  const addressed = drawn();
  const hosts = addressed.hosts.map((host) => ({
    ...host,
    bridges: [...host.bridges, { id: 'other', name: 'other' }],
    interfaces: [{ id: 'own', name: 'b', kind: 'ethernet' as const, addresses: ['10.0.0.254/24'] }],
  }));
  expect(stoppedBy({ ...addressed, hosts }, 'silent-bridge')).toEqual(['iptables']);
});

it('counts the denial of all IPv4 at the port of a guest that has none', () => {
  const only6 = (protect: Protect): Document => {
    const document = drawn(protect);
    const guests = document.guests.map((guest) => ({
      ...guest,
      nics: guest.nics.map((nic) => ({ ...nic, addresses: ['fd00::1'] })),
    }));
    return { ...document, guests };
  };
  expect(stoppedBy(only6({ dhcpServer: true }), 'rogue-dhcpv4')).toEqual(['iptables']);
  expect(stoppedBy(drawn({ dhcpServer: true }), 'rogue-dhcpv4')).toEqual([]);
});

it('holds hijacked packets against the rules where no connection is tracked', () => {
  expect(stoppedBy(drawn({ spoofing: false }), 'hijacked-flow')).toEqual([]);
  expect(stoppedBy(drawn({ spoofing: false }, { settings: { established: 'none' } }), 'hijacked-flow')).toEqual([
    'iptables',
  ]);
});

describe('a MAC of somebody else', () => {
  const free = { mac: false };
  const second = (document: Document): Document => ({
    ...document,
    guests: [
      ...document.guests,
      { id: 'h2', name: 'h2', nics: [{ port: 'free', mac: '52:54:00:00:00:02', addresses: ['10.0.0.2'] }] },
    ],
  });
  const fixed = { bridge: { hardening: { staticFdb: true } } };

  it('cannot be stolen where the bridge holds everybody else by static entries', () => {
    expect(stoppedBy(second(drawn(free)), 'mac-theft')).toEqual([]);
    expect(stoppedBy(second(drawn(free, fixed)), 'mac-theft')).toEqual(['bridge']);
    expect(stoppedBy(second(drawn({}, { bridge: { hardening: { learningOff: true } } })), 'mac-theft')).toEqual([
      'layer-2',
      'bridge',
    ]);
  });

  it('can, where somebody stands beyond a border port', () => {
    const document = second(drawn(free, fixed));
    const hosts = document.hosts.map((host) => ({
      ...host,
      ports: [...host.ports, { id: 'nic', name: 'nic', kind: 'nic' as const, bridge: 'b' }],
    }));
    expect(stoppedBy({ ...document, hosts }, 'mac-theft')).toEqual([]);
  });
});

describe('a NIC', () => {
  const uplink = (protect: Protect = {}, at: Parameters<typeof drawn>[1] = {}): Document => {
    const document = drawn({}, at);
    const nic = { id: 'nic', name: 'nic', kind: 'nic' as const, bridge: 'b', protect };
    return { ...document, hosts: document.hosts.map((host) => ({ ...host, ports: [nic, ...host.ports] })) };
  };

  it('has a matrix of what comes in from outside, without a guest', () => {
    const [matrix] = bypassMatrix(uplink());
    expect([matrix?.port, matrix?.guest]).toEqual(['nic', undefined]);
    expect(matrix?.rows.find(({ attack }) => attack === 'router-advertisement')?.sentence).not.toContain('this guest');
    expect(open(uplink())).toEqual([]);
  });

  it('says nothing of spanning tree messages where the switch outside may rightly be the root', () => {
    const [matrix] = bypassMatrix(uplink({}, { bridge: { stp: true } }));
    expect(matrix?.rows.map(({ attack }) => attack)).not.toContain('bpdu');
  });

  it('is open for the MAC of a guest inside that has none drawn', () => {
    expect(stoppedBy(uplink(), 'mac-theft')).toEqual(['layer-2']);
    expect(stoppedBy(uplink({}, { mac: '' }), 'mac-theft')).toEqual([]);
    expect(stoppedBy(uplink({ mac: false }), 'mac-theft')).toEqual([]);
  });

  it('is open for addresses inside where its switch is off', () => {
    expect(open(uplink({ arp: false }))).toEqual([
      'arp-reply',
      'arp-request',
      'gratuitous-arp',
      'arp-probe-squat',
      'neighbour-advertisement',
      'dad-squat',
    ]);
  });
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
