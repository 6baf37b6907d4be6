import { describe, expect, it } from 'vitest';
import { compile } from '../../../shared/compiler/compile.ts';
import type { Document, Protect } from '../../../shared/document/document.ts';
import { topologyOf } from '../../state/results-store.ts';
import { PROTECTIONS, protectionsAt } from './protections.ts';

/** A port of each role and kind; every opening is used by somebody else too, so that none is moot for want of another. */
function drawing(backend: 'iptables' | 'nftables', protect: Readonly<Record<string, Protect>> = {}): Document {
  const port = (name: string, kind: 'tap' | 'veth' | 'nic', bridge: string, peer?: string) => ({
    ...{ id: name, name, kind, bridge, ...(peer === undefined ? {} : { peer }) },
    ...(protect[name] === undefined ? {} : { protect: protect[name] }),
  });
  const guest = (name: string, at: string, last: number) => ({
    ...{ id: name, name },
    nics: [{ port: at, mac: `52:54:00:00:00:${last}`, addresses: [`192.0.2.${last}`, `2001:db8::${last}`] }],
  });
  const everything = { dhcpServer: true, dhcpClient: true, routerAdvertisement: true, isolated: true } as const;
  const other = { ...port('other', 'tap', 'br1'), protect: { ...everything, broadcast: true, multicast: true } };
  const addresses = ['192.0.2.1/24', '2001:db8::1/64'];
  return {
    format: 'bridgewarden',
    version: 1,
    name: 'ports',
    hosts: [
      {
        id: 'host',
        name: 'host',
        role: 'hypervisor',
        bridges: [
          { id: 'br0', name: 'br0' },
          { id: 'br1', name: 'br1' },
        ],
        ports: [
          port('guest', 'tap', 'br0'),
          port('unused', 'tap', 'br0'),
          port('nic', 'nic', 'br0'),
          port('veth', 'veth', 'br0', 'veth1'),
          port('veth1', 'veth', 'br1', 'veth'),
          port('tohost', 'veth', 'br0', 'vmh'),
          other,
        ],
        interfaces: [{ id: 'vmh', name: 'vmh', kind: 'veth', peer: 'tohost', addresses }],
        settings: { backend },
      },
    ],
    guests: [guest('g0', 'guest', 10), guest('g1', 'other', 11)],
    externals: [{ id: 'gate', name: 'gate', addresses: ['192.0.2.200'], port: 'nic' }],
    ...{ groups: [], addresses: [], services: [], users: [], intervals: [] },
    policies: [{ id: 'p', name: 'p', kind: 'main', attach: { host: 'host' }, rules: [{ id: 'r', action: 'accept' }] }],
  };
}

/** What is loaded; a trunk anywhere changes a setting of the whole host, which is not about the port. */
function rulesOf(document: Document): string {
  const files = compile(document, { host: 'host' }).hosts[0]?.files ?? [];
  const settings = files.find(({ name }) => name === 'firewall.sh')?.text.match(/^(port|fdb) .*$/gm);
  return JSON.stringify([files.filter(({ name }) => name.startsWith('rules.')), settings]);
}

const BACKENDS = ['iptables', 'nftables'] as const;

describe.each(['guest', 'unused', 'nic', 'veth', 'tohost'])('at the port "%s"', (name) => {
  const found = topologyOf(drawing('iptables')).ports.get(name);
  if (found === undefined) throw new Error(`no port ${name}`);
  const shown = protectionsAt(found.role, found.port.kind).map(({ key }) => key);

  it.each(PROTECTIONS.map(({ key, standard }) => [key, standard] as const))(
    'the switch %s is shown where it changes what is loaded, and nowhere else',
    (key, standard) => {
      const changes = BACKENDS.some(
        (backend) => rulesOf(drawing(backend)) !== rulesOf(drawing(backend, { [name]: { [key]: !standard } })),
      );
      expect([key, shown.includes(key)]).toEqual([key, changes]);
    },
  );

  it('shows what is set to no effect, so that it can be taken back', () => {
    const hidden = PROTECTIONS.filter(({ key }) => !shown.includes(key));
    for (const { key } of hidden) {
      const said = protectionsAt(found.role, found.port.kind, { [key]: true }).find((one) => one.key === key);
      expect(said?.hint).toContain('Does nothing at this port');
    }
  });
});
