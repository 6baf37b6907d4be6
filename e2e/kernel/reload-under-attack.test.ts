import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forged, redirected } from '../world/attack-probes.ts';
import type { FrameAgent } from '../world/frame-agent.ts';
import { ProbeFactory } from '../world/probe-factory.ts';
import { announceAll, sendProbes } from '../world/send-probes.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readExample } from './read-document.ts';
import { Release } from './release.ts';

// A script that flushes first and fills afterwards leaves a gap; one transaction leaves none.
describe('while rules are replaced', () => {
  let world: World;
  let agent: FrameAgent;
  let releases: Release[];

  beforeAll(async () => {
    const document = readExample('two-bridges');
    world = await buildWorld(document, 'mytux', { mute: true });
    agent = await world.frames();
    releases = await Promise.all([
      Release.write(document, 'mytux', 'restore'),
      Release.write(document, 'mytux', 'commands'),
    ]);
  });
  afterAll(async () => {
    await world.destroy();
    for (const release of releases) await release.remove();
  });

  it('no attack slips through, whichever style follows which', async () => {
    const [one, other] = releases;
    if (one === undefined || other === undefined) throw new Error('no release');
    await one.runOrThrow(world, 'start');
    await announceAll(world, agent);
    let reloads = 0;
    let running = true;
    const reloading = (async () => {
      for (const release of [other, one, one, other, other, one]) {
        await release.runOrThrow(world, 'start');
        reloads += 1;
      }
      running = false;
    })();
    let sent = 0;
    const wrong: string[] = [];
    while (running) {
      const factory = new ProbeFactory(world.plan.network);
      const report = await sendProbes(world, agent, [...forged(factory), ...redirected(factory)]);
      sent += report.sent;
      wrong.push(...report.wrong);
    }
    await reloading;
    expect(reloads).toBe(6);
    expect(sent).toBeGreaterThan(1000);
    expect(wrong).toEqual([]);
  });
});
