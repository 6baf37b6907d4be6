import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ScriptStyle } from '../../shared/document/document.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readExample, readFixture } from './read-document.ts';
import { Release } from './release.ts';
import { savedRules } from './saved-rules.ts';

/** Ways in which one rule can be bad: what is put in place of its first match, and what must stand in the complaint. */
const FAULTS = {
  'iptables does not know a match': { match: '-m nosuchmatch', says: 'nosuchmatch' },
  // The owner of a packet is known only in OUTPUT: iptables finds nothing wrong, the kernel does.
  'the kernel refuses a match': { match: '-m owner --uid-owner 0', says: 'BW_' },
} as const;

/** The rules of a family stand in firewall.sh between these two. */
function section(script: string, family: 4 | 6): [from: number, to: number] {
  const from = script.indexOf(`rules_v${family}() {`);
  return [from, script.indexOf('\n}\n', from)];
}

/** Puts the match into the first rule of a family that denies what comes in by a port; gives the number of that rule. */
async function corrupt(release: Release, family: 4 | 6, match: string): Promise<string> {
  const file = join(release.folder, 'firewall.sh');
  const script = await readFile(file, 'utf8');
  const [from, to] = section(script, family);
  const rules = script.slice(from, to);
  const bad = rules.replace(/( BW_FORWARD )(-m physdev --physdev-in .* -j \S*In_RULE_\d+)/, `$1${match} $2`);
  const number = /In_RULE_(\d+)/.exec(bad.split('\n').find((line) => line.includes(match)) ?? '')?.[1];
  if (number === undefined) throw new Error('no rule to corrupt was found');
  await writeFile(file, script.slice(0, from) + bad + script.slice(to));
  return number;
}

describe.each(['restore', 'commands'] as const)(
  'a release in style %s of which one rule is refused',
  (style: ScriptStyle) => {
    let world: World;
    let earlier: Release;
    let release: Release;

    beforeEach(async () => {
      world = await buildWorld(readExample('two-bridges'), 'mytux', { mute: true });
      // Another release, so that what ran before and what is refused can be told apart.
      earlier = await Release.write(readFixture('star'), 'vmhost', style);
      release = await Release.write(readExample('two-bridges'), 'mytux', style);
    });
    afterEach(async () => {
      await world.destroy();
      await earlier.remove();
      await release.remove();
    });

    for (const [name, { match, says }] of Object.entries(FAULTS)) {
      for (const family of [4, 6] as const) {
        it(`(${name}, IPv${family}) leaves what ran before, fails, and names the rule`, async () => {
          await earlier.runOrThrow(world, 'start');
          const before = await savedRules(world);
          const number = await corrupt(release, family, match);
          const { code, stderr } = await release.run(world, 'start');
          expect(code).not.toBe(0);
          expect(await savedRules(world)).toBe(before);
          expect(stderr).toContain(`IPv${family}`);
          expect(stderr).toContain(says);
          expect(stderr).toContain(`Rule ${number}`);
        });
      }

      it(`(${name}) is refused by check as well`, async () => {
        const before = await savedRules(world);
        await corrupt(release, 4, match);
        const { code, stderr } = await release.run(world, 'check');
        expect(code).not.toBe(0);
        expect(stderr).toContain(says);
        expect(await savedRules(world)).toBe(before);
      });
    }

    it('leaves nothing when nothing ran before', async () => {
      const before = await savedRules(world);
      await corrupt(release, 6, FAULTS['the kernel refuses a match'].match);
      expect((await release.run(world, 'start')).code).not.toBe(0);
      expect(await savedRules(world)).toBe(before);
    });
  },
);
