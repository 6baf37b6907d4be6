import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildWorld, type World } from '../world/world.ts';
import { readExample } from './read-document.ts';
import { Release } from './release.ts';
import { savedRules } from './saved-rules.ts';

// In a user namespace these are more rules than one transaction may hold; as the machine's root they go at once. What is seen
// from outside is the same.
describe('a release of many rules', () => {
  let world: World;
  let release: Release;

  beforeAll(async () => {
    world = await buildWorld(readExample('two-bridges'), 'mytux', { mute: true, unsettled: true });
  });
  afterAll(() => world.destroy());
  afterEach(() => release.remove());

  async function fiftyGuests(): Promise<Release> {
    const document = readExample('fifty-guests');
    const [host] = document.hosts;
    if (host === undefined) throw new Error('the example has changed');
    return Release.write(document, host.id, 'commands');
  }

  it('starts, is what the kernel would make of it, and stops without a trace', async () => {
    release = await fiftyGuests();
    const before = await savedRules(world);
    expect((await release.run(world, 'check')).code).toBe(0);
    await release.runOrThrow(world, 'start');
    expect((await savedRules(world)).match(/^-A /gm)?.length).toBeGreaterThan(2000);
    expect(await release.runOrThrow(world, 'status')).toMatch(/IPv4: (\d+) of \1 rules loaded/);
    await release.runOrThrow(world, 'stop');
    expect(await savedRules(world)).toBe(before);
  });

  it('leaves nothing when a rule in its middle is refused, and names that rule', async () => {
    release = await fiftyGuests();
    const before = await savedRules(world);
    const file = join(release.folder, 'firewall.sh');
    const script = await readFile(file, 'utf8');
    const rules = script.slice(0, script.indexOf('rules_v6() {'));
    const line = [...rules.matchAll(/^.* -j In_RULE_(\d+)$/gm)].at(150);
    const number = line?.[1];
    if (line === undefined || number === undefined) throw new Error('there are fewer rules than expected');
    await writeFile(file, script.replace(line[0], line[0].replace(' -j ', ' -m nosuchmatch -j ')));
    const { code, stderr } = await release.run(world, 'start');
    expect(code).not.toBe(0);
    expect(stderr).toContain('nosuchmatch');
    expect(stderr).toContain(`Rule ${number} `);
    expect(await savedRules(world)).toBe(before);
  });
});
