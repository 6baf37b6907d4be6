import { afterEach, beforeEach, expect, it } from 'vitest';
import { bypassMatrix } from '../../shared/compiler/bypass/bypass-matrix.ts';
import type { Document } from '../../shared/document/document.ts';
import { rootClaim } from '../world/frames/bpdu.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readFixture } from './read-document.ts';
import { Release } from './release.ts';

const ATTACKER = 'q1';

let world: World;
beforeEach(async () => {
  world = await buildWorld(readFixture('loop'), 'vmhost', { mute: true });
});
afterEach(() => world.destroy());

/**
 * The number of the port by which br1 reaches the root of the spanning tree, 0 when it is the root itself. Not
 * `designated_root`: some versions of ip print the bridge's own id there.
 */
async function rootPort(): Promise<number> {
  const details = await world.onHost(['ip', '-details', 'link', 'show', 'br1']);
  return Number(/ root_port (\d+) /.exec(details)?.[1]);
}

/** The guest claims to be the root; gives the ports by which br1 reaches the root before and after. */
async function claim(): Promise<{ before: number; after: number }> {
  const nic = world.plan.network.nics.find((each) => each.key === ATTACKER);
  if (nic === undefined) throw new Error('the fixture has changed');
  const agent = await world.frames();
  const before = await rootPort();
  await agent.exchange({ sends: [{ device: ATTACKER, octets: rootClaim(nic.mac) }], sentinels: [] });
  return { before, after: await rootPort() };
}

/** The loop with STP, with or without the flag that keeps guests from becoming the root. */
function looped(rootBlock: boolean): Document {
  const document = readFixture('loop');
  const hosts = document.hosts.map((host) => ({
    ...host,
    bridges: host.bridges.map((bridge) => ({ ...bridge, ...(rootBlock ? {} : { hardening: { rootBlock } }) })),
  }));
  return { ...document, hosts };
}

// A bridge that speaks STP takes in these frames before any netfilter hook, so that no rule of ours can stop them: only a
// flag of the port does.
it.each([
  ['a guest becomes the root of the spanning tree, whatever rules are loaded', false],
  ['but not by a port that may not lead to the root, as every guest port is unless the drawing says otherwise', true],
])('%s', async (_, rootBlock) => {
  const document = looped(rootBlock);
  const rows = bypassMatrix(document).find(({ guest }) => guest === ATTACKER)?.rows;
  expect(rows?.find(({ attack }) => attack === 'bpdu')?.stoppedBy).toEqual(rootBlock ? ['bridge'] : []);
  const release = await Release.write(document, 'vmhost');
  try {
    await release.runOrThrow(world, 'start');
    const { before, after } = await claim();
    expect(before).toBe(0);
    if (rootBlock) expect(after).toBe(0);
    else expect(after).toBeGreaterThan(0);
  } finally {
    await release.remove();
  }
});
