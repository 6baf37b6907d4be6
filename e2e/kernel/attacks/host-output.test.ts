import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bypassMatrix } from '../../../shared/compiler/bypass/bypass-matrix.ts';
import { compile } from '../../../shared/compiler/compile.ts';
import {
  type Document,
  emptyDocument,
  type Hardening,
  type Protect,
  type Settings,
} from '../../../shared/document/document.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { arpFrame } from '../../world/frames/arp.ts';
import { ETHERTYPE, ethernetFrame } from '../../world/frames/ethernet.ts';
import { ipPacket } from '../../world/frames/ip.ts';
import { addressOctets } from '../../world/frames/octets.ts';
import { udpSegment } from '../../world/frames/transport.ts';
import { ping } from '../../world/talk.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { withRelease } from '../with-release.ts';

const HOST = '192.168.122.1';
const VICTIM = { mac: '52:54:00:00:00:01', address: '192.168.122.11' };
const ATTACKER = { mac: '52:54:00:00:00:02', address: '192.168.122.12' };

/** A bridge with the host's own address: what the host sends goes through OUTPUT, where iptables knows no port. */
function drawn(attacker: Protect, settings: Settings, hardening: Hardening = {}): Document {
  const guest = (name: string, port: string, { mac, address }: typeof VICTIM) => ({
    id: name,
    name,
    nics: [{ port, mac, addresses: [address] }],
  });
  return {
    ...emptyDocument('host output'),
    hosts: [
      {
        id: 'vmhost',
        name: 'vmhost',
        role: 'hypervisor',
        bridges: [{ id: 'virbr0', name: 'virbr0', ageing: 300, hardening }],
        ports: [
          { id: 'vnet1', name: 'vnet1', kind: 'tap', bridge: 'virbr0' },
          { id: 'vnet2', name: 'vnet2', kind: 'tap', bridge: 'virbr0', protect: attacker },
        ],
        interfaces: [{ id: 'own', name: 'virbr0', kind: 'ethernet', addresses: [`${HOST}/24`] }],
        settings,
      },
    ],
    guests: [guest('victim', 'vnet1', VICTIM), guest('attacker', 'vnet2', ATTACKER)],
    policies: [
      {
        id: 'main',
        name: 'main',
        kind: 'main',
        attach: { host: 'vmhost' },
        rules: [{ id: 'r', action: 'accept' }],
      },
    ],
  };
}

let world: World;
let agent: FrameAgent;
let hostMac: string;

beforeAll(async () => {
  world = await buildWorld(drawn({}, {}), 'vmhost');
  agent = await world.frames();
  // A host believes no second answer within a second; a patient attacker waits, a test does not.
  await world.onHost(['sh', '-c', 'echo 0 > /proc/sys/net/ipv4/neigh/virbr0/locktime']);
  hostMac = world.plan.bridgeMacs.get('virbr0') ?? '';
});
afterAll(() => world.destroy());

/** What the attacker does so that the host's packets for the victim come to it. */
const ATTACKS = {
  arp: () =>
    say(
      arpFrame({
        operation: 'reply',
        senderMac: ATTACKER.mac,
        senderAddress: VICTIM.address,
        targetMac: hostMac,
        targetAddress: HOST,
      }),
    ),
  mac: () =>
    say(
      ethernetFrame({
        destination: hostMac,
        source: VICTIM.mac,
        ethertype: ETHERTYPE.ipv4,
        payload: packet(ATTACKER.address, HOST),
      }),
    ),
  // Nothing: it waits until the bridge has forgotten where the victim is.
  flood: () => world.onHost(['bridge', 'fdb', 'del', VICTIM.mac, 'dev', 'vnet1', 'master']),
} as const;

function say(octets: Buffer): Promise<unknown> {
  return agent.exchange({ sends: [{ device: 'attacker', octets }], sentinels: [] });
}

/** The attacks after which a packet of the host for the victim leaves by the attacker's port. */
async function stolen(): Promise<string[]> {
  const found: string[] = [];
  for (const [name, attack] of Object.entries(ATTACKS)) {
    await world.onHost(['ip', 'neigh', 'flush', 'dev', 'virbr0']);
    expect(await ping(world, 'vmhost', VICTIM.address)).not.toBe('silence');
    await attack();
    // Without a device: the host itself sends it, through OUTPUT.
    const sends = [{ octets: packet(HOST, VICTIM.address) }];
    const { captured } = await agent.exchange({ sends, sentinels: [] });
    const forVictim = captured.some(
      ({ key, octets }) =>
        key === 'attacker' &&
        octets.readUInt16BE(12) === ETHERTYPE.ipv4 &&
        octets.subarray(30, 34).equals(addressOctets(VICTIM.address)),
    );
    if (forVictim) found.push(name);
  }
  return found;
}

function packet(from: string, to: string): Buffer {
  return ipPacket(
    { from, to },
    udpSegment({ from, to }, { sourcePort: 9, destinationPort: 9, payload: Buffer.alloc(18) }),
  );
}

it('without rules the attacker gets what the host sends to another', async () => {
  expect(await stolen()).toEqual(['arp', 'mac', 'flood']);
});

describe.each(['iptables', 'nftables'] as const)('with rules for %s', (backend) => {
  it.each([
    [{}, []],
    [{ arp: false }, ['arp']],
    [{ mac: false }, ['mac', 'flood']],
  ] as const)('%j at its port: %j come through, and a finding says so', async (protect, expected) => {
    const document = drawn(protect, { backend });
    const findings = compile(document).findings.filter(({ code }) => code === 'host-output-unbound');
    expect(findings.map(({ objects }) => objects[0])).toEqual(expected.length > 0 ? ['vnet2'] : []);
    expect(await withRelease(world, document, stolen)).toEqual(expected);
  });

  // With everybody else in an entry that does not move, the matrix credits the bridge with it.
  it('static entries of the bridge alone keep a MAC from being stolen', async () => {
    const document = drawn({ mac: false }, { backend }, { staticFdb: true });
    const matrix = bypassMatrix(document).find(({ port }) => port === 'vnet2');
    expect(matrix?.rows.find(({ attack }) => attack === 'mac-theft')?.stoppedBy).toEqual(['bridge']);
    expect(await withRelease(world, document, stolen)).not.toContain('mac');
  });
});
