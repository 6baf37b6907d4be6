import { describe, expect, it } from 'vitest';
import { type Document, emptyDocument, type Protect } from '../../document/document.ts';
import { compile } from '../compile.ts';

/** One guest at `tap1`, nobody at `tap2`, an uplink `eth1`. */
function drawn(protect: Readonly<Record<string, Protect>>): Document {
  const port = (name: string, kind: 'tap' | 'nic') =>
    ({ id: name, name, kind, bridge: 'br0', protect: protect[name] ?? {} }) as const;
  return {
    ...emptyDocument('switches'),
    hosts: [
      {
        id: 'h',
        name: 'h',
        role: 'hypervisor',
        bridges: [{ id: 'br0', name: 'br0' }],
        ports: [port('tap1', 'tap'), port('tap2', 'tap'), port('eth1', 'nic')],
        interfaces: [],
      },
    ],
    guests: [
      {
        id: 'g',
        name: 'web',
        nics: [{ port: 'tap1', mac: '52:54:00:00:00:01', addresses: ['10.0.0.1', 'fd00::1'] }],
      },
    ],
  };
}

function findings(protect: Readonly<Record<string, Protect>>) {
  return compile(drawn(protect)).findings.filter(({ code }) => code === 'port-opened');
}

describe('a port whose switches stand as they come', () => {
  it('is not spoken of, nor is one that may do more without opening an attack', () => {
    expect(findings({})).toEqual([]);
    const harmless = { dhcpClient: true, broadcast: true, multicast: true, migration: true, isolated: true };
    expect(findings({ tap1: harmless })).toEqual([]);
  });
});

describe('a switch that re-opens attacks', () => {
  it.each<[Protect, string]>([
    [{ spoofing: false }, '"Stop forged IP addresses" is off (poisoned unicast, hijacked flow)'],
    [{ mac: false }, '"Stop forged MAC addresses" is off (mac theft)'],
    [{ ethertypes: false }, '"Only IPv4, IPv6 and ARP" is off (llc snap spoof, bpdu, lldp)'],
    [{ trunk: true }, '"Allow VLAN tags" is on (vlan hop)'],
    [{ dhcpServer: true }, '"Allow it to serve DHCP" is on (rogue dhcpv4, rogue dhcpv6)'],
    [{ routerAdvertisement: true }, '"Allow router advertisements" is on (router advertisement, redirect)'],
  ])('%j is said in one finding, with what it re-opens', (protect, words) => {
    const [finding, ...more] = findings({ tap1: protect });
    expect(more).toEqual([]);
    expect(finding).toMatchObject({
      severity: 'info',
      objects: ['tap1', 'g'],
      field: `protect.${Object.keys(protect)[0] ?? ''}`,
      message: expect.stringContaining(`by web at port tap1, because of a switch there: ${words}.`),
    });
  });

  it('and another at the same port are one finding; what only both together open is said of both', () => {
    const [finding] = findings({ tap1: { spoofing: false, mac: false } });
    expect(finding?.message).toContain('is off (poisoned unicast, unknown unicast flood, hijacked flow)');
    expect(finding?.message).toContain('is off (unknown unicast flood, mac theft)');
  });

  it('is said of a NIC for what comes in from outside', () => {
    const [finding] = findings({ eth1: { arp: false } });
    expect(finding?.message).toContain('by whoever is beyond NIC eth1');
    expect(finding?.objects).toEqual(['eth1']);
  });

  it('is said of a port behind which nothing is drawn', () => {
    expect(findings({ tap2: { spoofing: false } }).map(({ objects }) => objects)).toEqual([['tap2']]);
  });
});
