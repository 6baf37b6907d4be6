import { describe, expect, it } from 'vitest';
import { type Document, emptyDocument, type Nic, type Protect, type Settings } from '../../document/document.ts';
import { compile } from '../compile.ts';

interface Drawn {
  readonly protect?: Protect;
  readonly nic?: Partial<Nic>;
  readonly uplink?: Protect;
  readonly settings?: Settings;
  readonly bridgeAddress?: string;
}

/** One guest at `tap1`, nobody at `tap2`, an uplink `eth1`. */
function drawn({ protect = {}, nic = {}, uplink = {}, settings = {}, bridgeAddress }: Drawn = {}): Document {
  return {
    ...emptyDocument('layer 2'),
    hosts: [
      {
        id: 'h',
        name: 'h',
        role: 'hypervisor',
        bridges: [{ id: 'br0', name: 'br0' }],
        ports: [
          { id: 'tap1', name: 'tap1', kind: 'tap', bridge: 'br0', protect },
          { id: 'tap2', name: 'tap2', kind: 'tap', bridge: 'br0' },
          { id: 'eth1', name: 'eth1', kind: 'nic', bridge: 'br0', protect: uplink },
        ],
        interfaces:
          bridgeAddress === undefined ? [] : [{ id: 'own', name: 'br0', kind: 'ethernet', addresses: [bridgeAddress] }],
        settings,
      },
    ],
    guests: [
      { id: 'g', name: 'web', nics: [{ port: 'tap1', mac: '52:54:00:00:00:01', addresses: ['10.0.0.1'], ...nic }] },
    ],
  };
}

function compiled(document: Document) {
  const { hosts, findings } = compile(document);
  const [host] = hosts;
  if (!host) throw new Error(JSON.stringify(findings));
  return { host, findings };
}

/** The rules of one chain of `rules.eb`, without the chain's name. */
function chain(document: Document, name: string): string[] {
  const text = compiled(document).host.listings['rules.eb']?.text ?? '';
  return text.split('\n').flatMap((line) => (line.startsWith(`-A ${name} `) ? [line.slice(name.length + 4)] : []));
}

describe('at a guest port', () => {
  it('binds what comes in to the MAC, the addresses and the three ethertypes', () => {
    expect(chain(drawn(), 'BW_IN_tap1')).toEqual([
      '-s ! 52:54:00:00:00:01 -j DROP',
      '-p ARP -j BW_ARP_tap1',
      '-p IPv4 --ip-proto udp --ip-dport 68 -j DROP',
      '-p IPv6 --ip6-proto udp --ip6-dport 546 -j DROP',
      '-p IPv6 --ip6-proto ipv6-icmp --ip6-icmp-type 134 -j DROP',
      '-p IPv6 --ip6-proto ipv6-icmp --ip6-icmp-type 137 -j DROP',
      '-p IPv4 -j RETURN',
      '-p ARP -j RETURN',
      '-p IPv6 -j RETURN',
      '-j DROP',
    ]);
  });

  it('binds ARP of every opcode, and lets the guest probe for its own address alone', () => {
    expect(
      chain(drawn({ nic: { addresses: ['10.0.0.1', '10.0.0.7'], routes: ['10.9.0.0/16'] } }), 'BW_ARP_tap1'),
    ).toEqual([
      '-p ARP --arp-mac-src ! 52:54:00:00:00:01 -j DROP',
      '-p ARP --arp-ip-src 10.0.0.1 -j RETURN',
      '-p ARP --arp-ip-src 10.0.0.7 -j RETURN',
      '-p ARP --arp-op Request --arp-ip-src 0.0.0.0 --arp-ip-dst 10.0.0.1 -j RETURN',
      '-p ARP --arp-op Request --arp-ip-src 0.0.0.0 --arp-ip-dst 10.0.0.7 -j RETURN',
      '-j DROP',
    ]);
  });

  it('stops a stolen MAC before the bridge learns from it', () => {
    const early = '-i tap1 -s ! 52:54:00:00:00:01 -j DROP';
    expect(chain(drawn(), 'BW_PREROUTING')).toContain(early);
    expect(chain(drawn({ protect: { mac: false } }), 'BW_PREROUTING')).not.toContain(early);
  });

  it('lets tagged frames through at a trunk and nothing else besides', () => {
    const document = drawn({ protect: { trunk: true } });
    expect(chain(document, 'BW_TAGGED').slice(0, 2)).toEqual([
      '-i tap1 -p 802_1Q --vlan-id 0 -j DROP',
      '-i tap1 -p 0x88a8 -j DROP',
    ]);
    const lines = chain(document, 'BW_IN_tap1');
    expect(lines.slice(-5)).toEqual([
      '-p IPv4 -j RETURN',
      '-p ARP -j RETURN',
      '-p IPv6 -j RETURN',
      '-p 802_1Q -j RETURN',
      '-j DROP',
    ]);
  });

  it('lets a migration be announced where the port says so, and nothing else of RARP', () => {
    const lines = chain(drawn({ protect: { migration: true } }), 'BW_IN_tap1');
    expect(lines.slice(-3)).toEqual(['-p IPv6 -j RETURN', '-p 0x8035 --arp-op Request_Reverse -j RETURN', '-j DROP']);
  });

  it('says nothing of what is switched off, but for tags, behind which every other rule is blind', () => {
    const off = { mac: false, arp: false, ethertypes: false, dhcpServer: true, routerAdvertisement: true };
    expect(chain(drawn({ protect: off }), 'BW_IN_tap1')).toEqual([]);
    expect(chain(drawn({ protect: off }), 'BW_TAGGED')).toContain('-i tap1 -j DROP');
    expect(chain(drawn({ protect: off }), 'BW_OUT_tap1')).toEqual(['-p 802_1Q -j DROP', '-p 0x88a8 -j DROP']);
    const trunk = { ...off, trunk: true };
    expect(chain(drawn({ protect: trunk }), 'BW_TAGGED')).not.toContain('-i tap1 -j DROP');
    expect(chain(drawn({ protect: trunk }), 'BW_OUT_tap1')).toEqual([]);
  });

  it('still binds what ARP claims where other source MACs are let through', () => {
    expect(chain(drawn({ protect: { mac: false } }), 'BW_ARP_tap1')[0]).toBe(
      '-p ARP --arp-mac-src ! 52:54:00:00:00:01 -j DROP',
    );
  });

  it('warns when no MAC is drawn, and binds the addresses all the same', () => {
    const document = drawn({ nic: { mac: undefined, addresses: ['10.0.0.1', 'fd00::1'] } as never });
    const codes = compiled(document).findings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['mac-unknown', 'link-local-unknown']));
    expect(chain(document, 'BW_ARP_tap1')[0]).toBe('-p ARP --arp-ip-src 10.0.0.1 -j RETURN');
    expect(chain(document, 'BW_PREROUTING').join()).not.toContain('tap1');
  });
});

it('lets no frame through a port behind which nothing is drawn', () => {
  expect(chain(drawn(), 'BW_IN_tap2')).toEqual(['-j DROP']);
  expect(chain(drawn(), 'BW_OUT_tap2')).toEqual(['-j DROP']);
  expect(chain(drawn(), 'BW_PREROUTING')).toContain('-i tap2 -j DROP');
});

it('guards an uplink against what it would pass on, and leaves what is for the host alone', () => {
  expect(chain(drawn(), 'BW_FORWARD')).toContain('-i eth1 -j BW_IN_eth1');
  expect(chain(drawn(), 'BW_INPUT').join()).not.toContain('eth1');
  expect(
    chain(drawn({ uplink: { ethertypes: false, dhcpServer: true, routerAdvertisement: true } }), 'BW_IN_eth1'),
  ).toEqual(['-p 802_1Q -j DROP', '-p 0x88a8 -j DROP']);
});

it('lets nothing from outside be taken for a station inside', () => {
  const both = { addresses: ['10.0.0.1', 'fd00::1'] };
  const document = drawn({ nic: both, bridgeAddress: '10.0.0.254/24' });
  expect(chain(document, 'BW_OUTSIDE_eth1')).toEqual(['-s 52:54:00:00:00:01 -j DROP', '-p ARP -j BW_ARP_eth1']);
  expect(chain(document, 'BW_ARP_eth1')).toEqual([
    '-p ARP --arp-ip-src 10.0.0.1 -j DROP',
    '-p ARP --arp-ip-src 10.0.0.254 -j DROP',
    '-p ARP --arp-ip-src 0.0.0.0 --arp-ip-dst 10.0.0.1 -j DROP',
    '-p ARP --arp-ip-src 0.0.0.0 --arp-ip-dst 10.0.0.254 -j DROP',
  ]);
  const inV6 = compiled(document).host.rules.filter(({ origin }) => origin.reason.includes('neighbour advertisement'));
  expect(inV6.map(({ label }) => label)).toEqual(['eth1', 'eth1']);
  const off = drawn({ nic: both, uplink: { arp: false, mac: false } });
  expect(chain(off, 'BW_OUTSIDE_eth1')).toEqual([]);
  expect(compiled(off).host.rules.some(({ origin }) => origin.reason.includes('from outside claims'))).toBe(false);
});

describe.each(['iptables', 'nftables'] as const)('the listing for %s', (backend) => {
  const { host } = compiled(drawn({ settings: { backend }, nic: { addresses: ['10.0.0.1', 'fd00::1'] } }));
  const file = backend === 'iptables' ? 'rules.eb' : 'rules.nft';
  const listing = host.listings[file];

  it('is the file of the release, and firewall.sh holds it', () => {
    expect(host.files.find(({ name }) => name === file)?.text).toBe(listing?.text);
    expect(host.script.text).toContain(listing?.text);
  });

  it('numbers its rules behind all others and explains every one of them', () => {
    const own = host.rules.filter(({ section }) => section === 'layer-2');
    const rest = host.rules.filter(({ section }) => section !== 'layer-2');
    expect(host.rules.map(({ number }) => number)).toEqual(host.rules.map((_, index) => index));
    expect(host.rules).toEqual([...rest, ...own]);
    const named = new Set(listing?.lines.filter((number) => number !== undefined));
    expect(named).toEqual(new Set(own.map(({ number }) => number)));
    for (const { origin } of own) expect([origin.reason !== '', origin.objects.length > 0]).toEqual([true, true]);
  });
});

it('keeps the number of chain rules of the nftables table, however many guests there are', () => {
  const rulesOf = (document: Document) =>
    compiled(document).host.listings['rules.nft']?.text.slice(
      compiled(document).host.listings['rules.nft']?.text.indexOf('chain'),
    );
  const few = drawn({ settings: { backend: 'nftables' } });
  const many: Document = {
    ...few,
    hosts: few.hosts.map((host) => ({
      ...host,
      ports: [
        ...host.ports,
        ...Array.from({ length: 50 }, (_, n) => ({ id: `t${n}`, name: `t${n}`, kind: 'tap' as const, bridge: 'br0' })),
      ],
    })),
    guests: [
      ...few.guests,
      ...Array.from({ length: 50 }, (_, n) => ({
        id: `g${n}`,
        name: `g${n}`,
        nics: [{ port: `t${n}`, mac: `52:54:00:00:01:${n.toString(16).padStart(2, '0')}`, addresses: [`10.0.1.${n}`] }],
      })),
    ],
  };
  expect(rulesOf(many)).toBe(rulesOf(few));
});

describe('kernel settings', () => {
  const conf = (document: Document) =>
    compiled(document).host.files.find(({ name }) => name === 'bridgewarden.sysctl.conf')?.text ?? '';

  it('silence a bridge without an address, and leave one that has an address as it is', () => {
    expect(conf(drawn())).toContain('net/ipv4/conf/br0/rp_filter = 1');
    expect(conf(drawn())).toContain('net/ipv6/conf/br0/disable_ipv6 = 1');
    expect(conf(drawn({ bridgeAddress: '10.0.0.254/24' }))).not.toContain('/conf/br0/');
  });

  it('show tagged packets to the IP rules unless a port is a trunk', () => {
    expect(conf(drawn())).toContain('bridge-nf-filter-vlan-tagged = 1');
    expect(conf(drawn({ protect: { trunk: true } }))).toContain('bridge-nf-filter-vlan-tagged = 0');
  });
});
