import { describe, expect, it } from 'vitest';
import type { Host, HostInterface, Port } from '../../document/document.ts';
import { waysToHost } from './ways-to-host.ts';

const bridge = (name: string) => ({ id: name, name });
const port = (name: string, kind: Port['kind'], at: string, peer?: string): Port => ({
  id: name,
  name,
  kind,
  bridge: at,
  ...(peer === undefined ? {} : { peer }),
});

function ways(ports: readonly Port[], interfaces: readonly HostInterface[]): string[] {
  const host: Host = {
    id: 'h',
    name: 'h',
    role: 'hypervisor',
    bridges: [bridge('br0'), bridge('br1')],
    ports,
    interfaces,
  };
  return waysToHost(host).map((way) => `${way.in}>${way.out}`);
}

const vmh2: HostInterface = { id: 'vmh2', name: 'vmh2', kind: 'veth', peer: 'vmh1', addresses: ['192.0.2.1/24'] };

describe('the ways that stay open to the host while its bridges are shut', () => {
  it('lead from a NIC to the host on one bridge, and past no guest', () => {
    const ports = [port('eth0', 'nic', 'br0'), port('tap0', 'tap', 'br0'), port('vmh1', 'veth', 'br0', 'vmh2')];
    expect(ways(ports, [vmh2])).toEqual(['eth0>vmh1', 'vmh1>eth0']);
  });

  it('lead over the bridges between', () => {
    const ports = [
      port('eth0', 'nic', 'br0'),
      port('b01', 'veth', 'br0', 'b10'),
      port('b10', 'veth', 'br1', 'b01'),
      port('vmh1', 'veth', 'br1', 'vmh2'),
      port('tap0', 'tap', 'br1'),
    ];
    expect(ways(ports, [vmh2])).toEqual(['b10>vmh1', 'vmh1>b10', 'eth0>b01', 'b01>eth0']);
  });

  it('end at a bridge with an address of its own', () => {
    const ports = [port('eth0', 'nic', 'br0'), port('b01', 'veth', 'br0', 'b10'), port('b10', 'veth', 'br1', 'b01')];
    const own: HostInterface = { id: 'i', name: 'br1', kind: 'ethernet', addresses: ['192.0.2.1/24'] };
    expect(ways(ports, [own])).toEqual(['eth0>b01', 'b01>eth0']);
  });

  it('are none between two NICs, and none where no NIC leads to the host', () => {
    expect(ways([port('eth0', 'nic', 'br0'), port('eth1', 'nic', 'br0')], [])).toEqual([]);
    expect(ways([port('tap0', 'tap', 'br0'), port('vmh1', 'veth', 'br0', 'vmh2')], [vmh2])).toEqual([]);
  });
});
