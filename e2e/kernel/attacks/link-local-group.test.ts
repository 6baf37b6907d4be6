import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Document, emptyDocument, type Settings } from '../../../shared/document/document.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { arpFrame } from '../../world/frames/arp.ts';
import { ETHERTYPE, ethernetFrame } from '../../world/frames/ethernet.ts';
import { ipPacket } from '../../world/frames/ip.ts';
import { type Ends, TCP_FLAG, tcpSegment, udpSegment } from '../../world/frames/transport.ts';
import { buildWorld, type World } from '../../world/world.ts';
import type { Release } from '../release.ts';
import { withRelease } from '../with-release.ts';
import { marker } from './messages.ts';

const HOST = { ipv4: '192.168.7.1', ipv6: 'fd00:7::1' } as const;
const VICTIM = { ipv4: '192.168.7.12', ipv6: 'fd00:7::12' } as const;
const ADMIN = '192.168.99.9';

/**
 * Groups whose frames a bridge hands to its port's own stack (br_handle_frame): the first past every hook of the bridge, the
 * second past all but INPUT, the third so where the bridge speaks STP.
 */
const GROUPS = ['01:80:c2:00:00:0e', '01:80:c2:00:00:03', '01:80:c2:00:00:00'] as const;

/** Whose frames: a guest's, those of a port with nothing behind it, and those that come in by a NIC. */
const SENDERS = ['attacker', 'crossing:free', 'crossing:eth0'] as const;

/** One bridge that speaks STP, with guests, an unused port and a NIC; the host behind a veth pair; one rule accepts everything. */
function drawn(settings: Settings = {}): Document {
  return {
    ...emptyDocument('link-local groups'),
    hosts: [
      {
        id: 'h',
        name: 'h',
        role: 'hypervisor',
        bridges: [{ id: 'br0', name: 'br0', ageing: 300, stp: true }],
        ports: [
          { id: 'tap1', name: 'tap1', kind: 'tap', bridge: 'br0' },
          { id: 'tap2', name: 'tap2', kind: 'tap', bridge: 'br0' },
          { id: 'free', name: 'free', kind: 'tap', bridge: 'br0' },
          { id: 'eth0', name: 'eth0', kind: 'nic', bridge: 'br0' },
          { id: 'veth1', name: 'veth1', kind: 'veth', bridge: 'br0', peer: 'own' },
        ],
        interfaces: [
          { id: 'own', name: 'veth2', kind: 'veth', peer: 'veth1', addresses: [`${HOST.ipv4}/24`, `${HOST.ipv6}/64`] },
        ],
        settings,
      },
    ],
    guests: [
      {
        id: 'attacker',
        name: 'attacker',
        nics: [{ port: 'tap1', mac: '52:54:00:00:00:01', addresses: ['192.168.7.11', 'fd00:7::11'] }],
      },
      {
        id: 'victim',
        name: 'victim',
        nics: [{ port: 'tap2', mac: '52:54:00:00:00:02', addresses: Object.values(VICTIM) }],
      },
    ],
    externals: [{ id: 'ext', name: 'ext', addresses: ['192.168.7.200', 'fd00:7::200'], port: 'eth0' }],
    policies: [
      { id: 'main', name: 'main', kind: 'main', attach: { host: 'h' }, rules: [{ id: 'r', action: 'accept' }] },
    ],
  };
}

let world: World;
let agent: FrameAgent;

beforeAll(async () => {
  world = await buildWorld(drawn(), 'h', { mute: true });
  agent = await world.frames();
});
afterAll(() => world.destroy());

let serial = 0;

/** Whether a packet that a sender puts into a frame to a group comes to a program of the host. */
async function arrives(sender: string, group: string, ends: Ends, ssh = false): Promise<boolean> {
  serial += 1;
  const payload = marker(serial);
  const segment = ssh
    ? tcpSegment(ends, { sourcePort: 9999, destinationPort: 22, sequence: 1, flags: TCP_FLAG.syn, payload })
    : udpSegment(ends, { sourcePort: 9999, destinationPort: 53, payload });
  const octets = ethernetFrame({
    destination: group,
    source: '52:54:00:00:00:01',
    ethertype: ends.to.includes(':') ? ETHERTYPE.ipv6 : ETHERTYPE.ipv4,
    payload: ipPacket(ends, segment),
  });
  const { captured } = await agent.exchange({ sends: [{ device: sender, octets }], sentinels: [] });
  return captured.some((each) => each.key.startsWith('local') && each.octets.includes(payload));
}

/** What reaches the host: packets in another's name, from everywhere, by every group. */
async function reached(): Promise<string[]> {
  const found: string[] = [];
  for (const sender of SENDERS) {
    for (const group of GROUPS) {
      for (const family of ['ipv4', 'ipv6'] as const) {
        if (await arrives(sender, group, { from: VICTIM[family], to: HOST[family] })) {
          found.push(`${sender} ${group} ${family}`);
        }
      }
    }
  }
  return found;
}

/** The senders whose question for the host's address is answered, although they ask a group. */
async function answered(): Promise<string[]> {
  const found: string[] = [];
  for (const sender of SENDERS) {
    const question = arpFrame({
      operation: 'request',
      senderMac: '52:54:00:00:00:01',
      senderAddress: '192.168.7.11',
      targetAddress: HOST.ipv4,
      destinationMac: GROUPS[0],
    });
    const { captured } = await agent.exchange({
      sends: [{ device: sender, octets: question }],
      sentinels: [],
    });
    const isAnswer = (octets: Buffer) => octets.readUInt16BE(12) === ETHERTYPE.arp && octets.readUInt16BE(20) === 2;
    if (captured.some(({ octets }) => isAnswer(octets))) found.push(sender);
  }
  return found;
}

const withRules = (settings: Settings, run: (release: Release) => Promise<void>) =>
  withRelease(world, drawn(settings), run);

it('without rules a frame to a link-local group reaches the host from every port, and its ARP is answered', async () => {
  expect(await reached()).toHaveLength(SENDERS.length * GROUPS.length * 2);
  expect(await answered()).toEqual(SENDERS);
});

describe.each([
  { backend: 'iptables' },
  { backend: 'nftables' },
  { profile: 'scaled' },
  { backend: 'nftables', established: 'none' },
] satisfies Settings[])('with rules (%j) and one that accepts everything', (settings) => {
  it('none of them reaches the host, and none is answered', async () => {
    await withRules(settings, async () => {
      expect(await reached()).toEqual([]);
      expect(await answered()).toEqual([]);
    });
  });
});

it("no guest comes in by the administrator's way with her address", async () => {
  const ends = { from: ADMIN, to: HOST.ipv4 };
  await withRules({ adminAccess: [`${ADMIN}/32`] }, async () => {
    expect(await arrives('attacker', GROUPS[0], ends, true)).toBe(false);
    expect(await arrives('crossing:free', GROUPS[0], ends, true)).toBe(false);
  });
});

it('a tap that is made again answers no more than the one before', async () => {
  const ignores = async () => (await world.onHost(['cat', '/proc/sys/net/ipv4/conf/free/arp_ignore'])).trim();
  await withRules({}, async (release) => {
    expect(await ignores()).toBe('8');
    await world.onHost(['ip', 'link', 'del', 'free']);
    await world.onHost(['ip', 'tuntap', 'add', 'dev', 'free', 'mode', 'tap']);
    expect(await ignores()).toBe('0');
    await release.runOrThrow(world, 'reapply');
    expect(await ignores()).toBe('8');
  });
  expect(await ignores()).toBe('0');
});
