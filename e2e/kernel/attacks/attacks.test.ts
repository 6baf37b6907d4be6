import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ATTACK_NAMES, type Attack } from '../../../shared/compiler/bypass/attacks.ts';
import type { Document, Hardening, Protect, Settings } from '../../../shared/document/document.ts';
import type { FrameAgent } from '../../world/frame-agent.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { withRelease } from '../with-release.ts';
import { attackDocument } from './attack-document.ts';
import { VLAN } from './attack-frames.ts';
import { behindTag } from './disguises.ts';
import { deliveredAttacks } from './run-attacks.ts';
import { SWITCHES, unstopped } from './switches.ts';

const priorityTagged = behindTag(0);
const inVlan = behindTag(VLAN);

/** What the matrix says of the attacker's port. */
const unstoppedHere = (document: Document) => unstopped(document, 'vk64');

let world: World;
let agent: FrameAgent;

beforeAll(async () => {
  world = await buildWorld(attackDocument(), 'mytux', { mute: true });
  agent = await world.frames();
});
afterAll(() => world.destroy());

/** What gets through with this document's rules loaded, as it is and in each disguise. */
function deliveredWith(document: Document, ...disguises: ((frame: Buffer) => Buffer)[]): Promise<Attack[][]> {
  return withRelease(world, document, async () => {
    const delivered = [await deliveredAttacks(world, agent)];
    for (const disguise of disguises) delivered.push(await deliveredAttacks(world, agent, disguise));
    return delivered;
  });
}

it('without rules every attack arrives', async () => {
  expect(await deliveredAttacks(world, agent)).toEqual(ATTACK_NAMES);
  expect(ATTACK_NAMES.length).toBeGreaterThanOrEqual(17);
});

it('without rules every attack arrives behind a tag, too', async () => {
  expect(await deliveredAttacks(world, agent, priorityTagged)).toEqual(ATTACK_NAMES);
  // The host takes a packet out of a priority tag, not out of a VLAN for which it has no interface.
  const hostAside = ATTACK_NAMES.filter((attack) => attack !== 'silent-bridge' && attack !== 'link-local-group');
  expect(await deliveredAttacks(world, agent, inVlan)).toEqual(hostAside);
});

describe.each(['iptables', 'nftables'] as const)('with rules for %s', (backend) => {
  it('no attack arrives', async () => {
    const document = attackDocument({}, { backend });
    expect(unstoppedHere(document)).toEqual([]);
    expect(await deliveredWith(document, priorityTagged, inVlan)).toEqual([[], [], []]);
  });

  // Then a packet is stopped by what is about it, and not because nothing lets it through.
  it('no attack arrives although a rule accepts everything', async () => {
    expect(await deliveredWith(attackDocument({}, { backend }, true), priorityTagged, inVlan)).toEqual([[], [], []]);
  });

  // Together, because none of them may open anything of the matrix. What each does open is in openings.test.ts.
  it('the switches that let a guest ask, speak to many and be announced re-open no attack', async () => {
    const document = attackDocument(
      { dhcpClient: true, broadcast: true, multicast: true, migration: true, isolated: true },
      { backend },
    );
    expect(unstoppedHere(document)).toEqual([]);
    expect(await deliveredWith(document)).toEqual([[]]);
  });

  describe.each([
    ['a rule for what guests do', false],
    ['a rule that accepts everything', true],
  ])('beside %s', (_, wide) => {
    it.each(SWITCHES)('%j re-opens what the matrix says, and nothing else', async (protect) => {
      const document = attackDocument(protect, { backend }, wide);
      const expected = unstoppedHere(document);
      expect(expected.length, 'attacks that the switch is about').toBeGreaterThan(0);
      // Behind a tag nothing passes by any switch, but by a trunk what is in a VLAN: tagged twice it is still in one.
      const hopped = protect.trunk ? (['vlan-hop'] as const) : [];
      expect(await deliveredWith(document, priorityTagged, inVlan)).toEqual([expected, [], hopped]);
    });
  });

  // What one layer stops by itself shows where the others are switched off.
  it.each<[Protect, Settings, Hardening]>([
    [{ spoofing: false, mac: false }, {}, {}],
    [{ spoofing: false, mac: false }, {}, { floodOff: true, learningOff: true }],
    // What comes by a border port is in no static entry: the host's MAC can be stolen all the same.
    [{ mac: false }, {}, { staticFdb: true }],
    [{ spoofing: false }, { established: 'none' }, { floodOff: true }],
    [{ ethertypes: false }, {}, { rootBlock: true }],
  ])('%j with %j and bridges with %j re-open what the matrix says', async (protect, settings, hardening) => {
    const document = attackDocument(protect, { backend, ...settings }, false, hardening);
    expect(await deliveredWith(document)).toEqual([unstoppedHere(document)]);
  });
});
