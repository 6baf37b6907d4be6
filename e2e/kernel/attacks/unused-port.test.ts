import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Document, Settings } from '../../../shared/document/document.ts';
import { NOBODYS_MAC } from '../../world/attack-probes.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { withRelease } from '../with-release.ts';
import { attackDocument } from './attack-document.ts';
import { partyOf } from './run-attacks.ts';
import { placeAfterTheft } from './stolen-place.ts';

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
const believed = () =>
  placeAfterTheft(world, agent, {
    mac: partyOf(world, 'kali3').mac,
    device: 'crossing:spare',
    destination: NOBODYS_MAC,
  });

it('without rules a MAC is stolen through a port behind which nothing is drawn', async () => {
  expect(await believed()).toBe('spare');
});

it.each(['iptables', 'nftables'] as const)('with rules for %s it is not', async (backend) => {
  await withRelease(world, drawn({ backend }), async () => expect(await believed()).toBe('vk63'));
});
