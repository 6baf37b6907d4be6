import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Document, Settings } from '../../../shared/document/document.ts';
import { NOBODYS_MAC } from '../../world/attack-probes.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { ethernetFrame } from '../../world/frames/ethernet.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { Release } from '../release.ts';
import { attackDocument } from './attack-document.ts';
import { exchange, partyOf } from './run-attacks.ts';

/** An ethertype for private experiments (IEEE 802, 9.2.3): no protocol of the kernel looks at it. */
const LOCAL_EXPERIMENT = 0x88b5;

/** The attack document with one port more at the victim's bridge, behind which nothing is drawn. */
function drawn(settings: Settings): Document {
  const document = attackDocument({}, settings);
  return {
    ...document,
    hosts: document.hosts.map((host) => ({
      ...host,
      ports: [...host.ports, { id: 'spare', name: 'spare', kind: 'tap', bridge: 'virbr6' }],
    })),
  };
}

let world: World;
let agent: FrameAgent;

beforeAll(async () => {
  world = await buildWorld(drawn({}), 'mytux', { mute: true });
  agent = await world.frames();
});
afterAll(() => world.destroy());

/** The port at which the bridge believes the victim to be, after somebody behind the unused port has spoken with its MAC. */
async function believed(): Promise<string> {
  await exchange(world, agent, []);
  const { mac } = partyOf(world, 'kali3');
  const octets = ethernetFrame({
    destination: NOBODYS_MAC,
    source: mac,
    ethertype: LOCAL_EXPERIMENT,
    payload: Buffer.alloc(46),
  });
  await agent.exchange({ sends: [{ device: 'crossing:spare', octets }], sentinels: [] });
  const entries = await world.onHost(['bridge', 'fdb', 'show', 'br', 'virbr6', 'dynamic']);
  return new RegExp(`^${mac} dev (\\S+)`, 'm').exec(entries)?.[1] ?? '';
}

it('without rules a MAC is stolen through a port behind which nothing is drawn', async () => {
  expect(await believed()).toBe('spare');
});

it.each(['iptables', 'nftables'] as const)('with rules for %s it is not', async (backend) => {
  const release = await Release.write(drawn({ backend }), 'mytux');
  try {
    await release.runOrThrow(world, 'start');
    expect(await believed()).toBe('vk63');
  } finally {
    await release.run(world, 'stop');
    await release.remove();
  }
});
