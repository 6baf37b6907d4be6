import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hijacked } from '../world/attack-probes.ts';
import type { FrameAgent } from '../world/frame-agent.ts';
import { conversations, replies, requests } from '../world/honest-probes.ts';
import type { Probe } from '../world/probe.ts';
import { ProbeFactory } from '../world/probe-factory.ts';
import { announceAll, sendProbes } from '../world/send-probes.ts';
import { connect } from '../world/talk.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readExample, readFixture } from './read-document.ts';

/** The filter table with these rules and nothing else. */
async function load(world: World, rules: readonly string[]): Promise<void> {
  const text = ['*filter', ':FORWARD DROP [0:0]', ...rules, 'COMMIT', ''].join('\n');
  await world.onHost(['iptables-restore'], { input: text });
}

/** How many packets each rule of FORWARD has matched, in order. */
async function hits(world: World): Promise<number[]> {
  const saved = await world.onHost(['iptables-save', '-c', '-t', 'filter']);
  return [...saved.matchAll(/^\[(\d+):\d+\] -A FORWARD /gm)].map((match) => Number(match[1]));
}

// Article II: "how are the iptables rules probed by the kernel?" The answer decides the order of everything we compile.
describe('the kernel probes a packet bridge by bridge', () => {
  let world: World;
  let agent: FrameAgent;
  let ping: Probe;

  beforeAll(async () => {
    world = await buildWorld(readExample('two-bridges'), 'mytux', { mute: true });
    agent = await world.frames();
    const kali4 = world.plan.network.nics.find((nic) => nic.key === 'kali4');
    const host = world.plan.network.nics.find((nic) => nic.key === 'vmh2');
    if (kali4 === undefined || host === undefined) throw new Error('the example has changed');
    const factory = new ProbeFactory(world.plan.network);
    const flow = factory.flow('192.168.50.14', '192.168.50.1', { protocol: 'icmp' });
    ping = factory.attack('ping', flow, 'request', kali4, host.mac);
    await announceAll(world, agent);
  });
  afterAll(() => world.destroy());

  const MATCH = '-p icmp -s 192.168.50.14 -d 192.168.50.1 -m physdev --physdev-is-bridged';

  it('denies on the second bridge what the first has accepted, although the denial stands first', async () => {
    await load(world, [
      `-A FORWARD ${MATCH} --physdev-in vethb1 -j DROP`,
      `-A FORWARD ${MATCH} --physdev-out vethb2 -j ACCEPT`,
    ]);
    const { seen } = await sendProbes(world, agent, [ping]);
    expect(seen[0]).toEqual(new Set());
    expect(await hits(world)).toEqual([1, 1]);
  });

  it('and also when it stands last', async () => {
    await load(world, [
      `-A FORWARD ${MATCH} --physdev-in vk64 -j ACCEPT`,
      `-A FORWARD ${MATCH} --physdev-in vethb1 -j DROP`,
    ]);
    const { seen } = await sendProbes(world, agent, [ping]);
    expect(seen[0]).toEqual(new Set());
    expect(await hits(world)).toEqual([1, 1]);
  });

  it('never sees a border port it leaves through as the port it came in by', async () => {
    await load(world, [
      `-A FORWARD ${MATCH} --physdev-in vk64 -j ACCEPT`,
      `-A FORWARD ${MATCH} --physdev-in vethb2 -j DROP`,
      `-A FORWARD ${MATCH} --physdev-in vethb1 -j DROP`,
    ]);
    const { seen } = await sendProbes(world, agent, [ping]);
    expect(seen[0]).toEqual(new Set());
    expect(await hits(world)).toEqual([1, 0, 1]);
  });

  it('delivers what every bridge on the way accepts', async () => {
    await load(world, [
      `-A FORWARD ${MATCH} --physdev-in vk64 -j ACCEPT`,
      `-A FORWARD ${MATCH} --physdev-in vethb1 -j ACCEPT`,
    ]);
    const { seen } = await sendProbes(world, agent, [ping]);
    expect(seen[0]).toEqual(new Set(['vmh2', 'host']));
  });
});

// Article I: the redirected packets of a conversation that connection tracking already knows.
describe('the place of the acceptance of established connections', () => {
  const PORTS = { vk63: '192.168.50.13', vk64: '192.168.50.14', vk65: '192.168.50.15' };
  const ESTABLISHED = '-A FORWARD -m state --state ESTABLISHED,RELATED -j ACCEPT';
  // Rules 2-8 and 11-13 of the article's listing; the acceptance of everything new stands for its rule 21 and following.
  const DENY = Object.entries(PORTS).flatMap(([port, address]) => [
    `-A FORWARD -m physdev --physdev-is-bridged --physdev-out ${port} ! -d ${address} -j DROP`,
    `-A FORWARD -m physdev --physdev-is-bridged --physdev-out ${port} -s ${address} -j DROP`,
    `-A FORWARD -m physdev --physdev-in ${port} ! -s ${address} -j DROP`,
  ]);
  const NEW = '-A FORWARD -m state --state NEW -j ACCEPT';

  async function leaksWith(rules: readonly string[]): Promise<{ sent: number; leaks: number }> {
    const world = await buildWorld(readFixture('single-bridge'), 'vmhost', { mute: true });
    try {
      await load(world, rules);
      const agent = await world.frames();
      const factory = new ProbeFactory(world.plan.network);
      const allowed = conversations(factory).filter((each) => each.allowed);
      await announceAll(world, agent);
      await sendProbes(world, agent, requests(factory, allowed));
      await sendProbes(world, agent, replies(factory, allowed));
      const { sent, seen } = await sendProbes(world, agent, hijacked(factory, allowed));
      return { sent, leaks: seen.filter((keys) => keys.size > 0).length };
    } finally {
      await world.destroy();
    }
  }

  it('before the denials lets the man in the middle read every running conversation', async () => {
    const { sent, leaks } = await leaksWith([ESTABLISHED, ...DENY, NEW]);
    expect(sent).toBeGreaterThan(0);
    expect(leaks).toBe(sent);
  });

  it('after the denials gives him nothing', async () => {
    const { sent, leaks } = await leaksWith([...DENY, NEW, ESTABLISHED]);
    expect(sent).toBeGreaterThan(0);
    expect(leaks).toBe(0);
  });
});

// Known, and no fault of the rules: see "A refused connection" in e2e/README.md.
describe('a refusal on its way over two bridges', () => {
  const ACCEPT = ['-A FORWARD -m state --state NEW,ESTABLISHED,RELATED -j ACCEPT'];

  async function refusal(settings: readonly string[]): Promise<string> {
    const document = readExample('two-bridges');
    const world = await buildWorld(document, 'mytux');
    try {
      await load(world, ACCEPT);
      for (const rule of settings) await world.onHost(['iptables', '-t', 'raw', ...rule.split(' ')]);
      return await connect(world, 'kali3', '192.168.50.12', 4444, 'hello');
    } finally {
      await world.destroy();
    }
  }

  it('is lost on the second, because the first has ended what connection tracking knew', async () => {
    expect(await refusal([])).toBe('silence');
  });

  it('arrives where every bridge has a zone of its own', async () => {
    const zones = ['virbr4', 'virbr6'].map((bridge, index) => `-A PREROUTING -i ${bridge} -j CT --zone ${index + 1}`);
    expect(await refusal(zones)).toBe('refused');
  });
});
