import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveWorld, type StageReport } from '../world/prove-world.ts';
import { runOrThrow } from '../world/run-command.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readExample } from './read-document.ts';

// The proof of the instrument: were these attacks stopped by anything but rules, or not sent at all, every other test
// here would be worth nothing.
describe('a world without rules', () => {
  let world: World;
  let stages: StageReport[];

  beforeAll(async () => {
    world = await buildWorld(readExample('two-bridges'), 'mytux', { mute: true });
    stages = await proveWorld(world, await world.frames());
  });
  afterAll(() => world.destroy());

  it('has the bridges, ports and addresses that are drawn', async () => {
    const links = await world.onHost(['bridge', 'link', 'show']);
    for (const [port, bridge] of [
      ['vk42', 'virbr4'],
      ['vmh1', 'virbr4'],
      ['vethb1', 'virbr4'],
      ['vethb2', 'virbr6'],
      ['vk63', 'virbr6'],
      ['vk64', 'virbr6'],
      ['vk65', 'virbr6'],
    ]) {
      expect(links).toMatch(new RegExp(`\\b${port}(@\\S+)?: .* master ${bridge} `));
    }
    expect(await world.onHost(['ip', '-brief', 'address', 'show', 'vmh2'])).toContain('192.168.50.1/24');
    const details = await world.onHost(['ip', '-details', 'link', 'show', 'virbr6']);
    expect(details).toContain('ageing_time 3000 ');
  });

  it('sends frames in every stage', () => {
    for (const { stage, sent } of stages) expect(sent, stage).toBeGreaterThan(0);
  });

  it('carries every honest packet to its receiver', () => {
    for (const { stage, probes, seen } of stages) {
      if (!['first packets', 'replies', 'next packets'].includes(stage)) continue;
      for (const [index, probe] of probes.entries()) {
        const receiver = probe.stage === 'reply' ? probe.flow.from : probe.flow.to;
        const nic = world.plan.network.nics.find((each) => each.addresses.includes(receiver));
        expect([...(seen[index] ?? [])], `${stage} ${index}`).toContain(nic?.key);
      }
    }
  });

  it('carries every attack to somebody, and the judge says so of each', () => {
    for (const { stage, probes, seen, wrong } of stages) {
      if (['first packets', 'replies', 'next packets'].includes(stage)) continue;
      const harmless = probes.filter((_, index) => seen[index]?.size === 0);
      expect(harmless, stage).toEqual([]);
      expect(wrong.length, stage).toBeGreaterThanOrEqual(probes.length);
    }
  });
});

it('a world that is taken down leaves no link behind, not even for a moment', async () => {
  const management = { outer: '10.66.0.1/24', host: '10.66.0.2/24' };
  const links = () => runOrThrow(['ip', '-o', 'link', 'show']);
  const world = await buildWorld(readExample('two-bridges'), 'mytux', { management, mute: true });
  expect(await links()).toContain('mgmt');
  await world.destroy();
  expect(await links()).not.toContain('mgmt');
});
