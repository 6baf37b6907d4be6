import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTACK_NAMES, type Attack } from '../../../shared/analyse/attacks.ts';
import { bypassMatrix } from '../../../shared/analyse/bypass-matrix.ts';
import type { Document, Protect } from '../../../shared/document/document.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { Release } from '../release.ts';
import { attackDocument } from './attack-document.ts';
import { deliveredAttacks } from './run-attacks.ts';

/** Every switch of a port the other way round than it stands by itself. */
const SWITCHES: readonly Protect[] = [
  { spoofing: false },
  { arp: false },
  { mac: false },
  { ethertypes: false },
  { trunk: true },
  { dhcpServer: true },
  { routerAdvertisement: true },
];

/** What the matrix says of the attacker's port. */
function unstopped(document: Document): Attack[] {
  const matrix = bypassMatrix(document).find(({ port }) => port === 'vk64');
  return matrix?.rows.filter(({ stoppedBy }) => stoppedBy.length === 0).map(({ attack }) => attack) ?? [];
}

let world: World;
let agent: FrameAgent;

beforeAll(async () => {
  world = await buildWorld(attackDocument(), 'mytux', { mute: true });
  agent = await world.frames();
});
afterAll(() => world.destroy());

/** What gets through with this document's rules loaded. */
async function deliveredWith(document: Document): Promise<Attack[]> {
  const release = await Release.write(document, 'mytux');
  try {
    await release.runOrThrow(world, 'start');
    return await deliveredAttacks(world, agent);
  } finally {
    await release.run(world, 'stop');
    await release.remove();
  }
}

it('without rules every attack arrives', async () => {
  expect(await deliveredAttacks(world, agent)).toEqual(ATTACK_NAMES);
  expect(ATTACK_NAMES.length).toBeGreaterThanOrEqual(17);
});

describe.each(['iptables', 'nftables'] as const)('with rules for %s', (backend) => {
  it('no attack arrives', async () => {
    const document = attackDocument({}, { backend });
    expect(unstopped(document)).toEqual([]);
    expect(await deliveredWith(document)).toEqual([]);
  });

  // Then a packet is stopped by what is about it, and not because nothing lets it through.
  it('no attack arrives although a rule accepts everything', async () => {
    expect(await deliveredWith(attackDocument({}, { backend }, true))).toEqual([]);
  });

  // Together, because none of them may open anything of the matrix. What each does open is in openings.test.ts.
  it('the switches that let a guest ask, speak to many and be announced re-open no attack', async () => {
    const document = attackDocument(
      { dhcpClient: true, broadcast: true, multicast: true, migration: true },
      { backend },
    );
    expect(unstopped(document)).toEqual([]);
    expect(await deliveredWith(document)).toEqual([]);
  });

  it.each(SWITCHES)('%j re-opens what the matrix says, and nothing else', async (protect) => {
    const document = attackDocument(protect, { backend });
    const expected = unstopped(document);
    expect(expected.length, 'attacks that the switch is about').toBeGreaterThan(protect.mac === false ? 0 : 1);
    expect(await deliveredWith(document)).toEqual(expected);
  });
});
