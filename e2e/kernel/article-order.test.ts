import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compile } from '../../shared/compiler/compile.ts';
import { hijacked } from '../world/attack-probes.ts';
import type { FrameAgent } from '../world/frame-agent.ts';
import { conversations, replies, requests } from '../world/honest-probes.ts';
import { KernelLog, withReadableLog } from '../world/kernel-log.ts';
import type { Probe } from '../world/probe.ts';
import { ProbeFactory } from '../world/probe-factory.ts';
import { announceAll, sendProbes } from '../world/send-probes.ts';
import { connect } from '../world/talk.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readExample, readFixture } from './read-document.ts';

/** The filter table with these rules and nothing else. */
async function load(world: World, rules: readonly string[]): Promise<void> {
  const text = ['*filter', ':FORWARD DROP [0:0]', ...rules, 'COMMIT', ''].join('\n');
  await world.onHost(['iptables-restore'], { input: withReadableLog(text) });
}

/** A rule of the article's kind: it logs under its number, then decides. */
function rule(number: number, match: string, verdict: 'ACCEPT' | 'DENY'): string[] {
  const target = verdict === 'DENY' ? 'DROP' : verdict;
  const chain = `RULE_${number}`;
  return [
    `-N ${chain}`,
    `-A FORWARD ${match} -j ${chain}`,
    `-A ${chain} -j LOG --log-prefix "RULE ${number} -- ${verdict} "`,
    `-A ${chain} -j ${target}`,
  ];
}

/** The fields of the article's log lines that do not differ from packet to packet. */
function logged(number: number, verdict: string, place: string): string {
  return `RULE ${number} -- ${verdict} ${place} SRC=192.168.50.14 DST=192.168.50.1 PROTO=ICMP TYPE=8 CODE=0`;
}

const FIRST = 'IN=virbr6 OUT=virbr6 PHYSIN=vk64 PHYSOUT=vethb2';
const SECOND = 'IN=virbr4 OUT=virbr4 PHYSIN=vethb1 PHYSOUT=vmh1';

// Article II: "how are the iptables rules probed by the kernel?" The answer decides the order of everything we compile.
// The log lines are those that the article prints, of a ping from kali4 to the host.
describe('the kernel probes a packet bridge by bridge', () => {
  let world: World;
  let agent: FrameAgent;
  let log: KernelLog;
  let ping: Probe;

  beforeAll(async () => {
    world = await buildWorld(readExample('two-bridges'), 'mytux', { mute: true });
    agent = await world.frames();
    log = await KernelLog.open(world);
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

  /** Who gets the ping with these rules loaded, and what they log of it. */
  async function pinged(rules: readonly string[]): Promise<{ seen: string[]; lines: string[] }> {
    await load(world, rules);
    const { seen } = await sendProbes(world, agent, [ping]);
    return { seen: [...(seen[0] ?? [])].sort(), lines: await log.take() };
  }

  it('denies on the second bridge what the first has accepted, although the denial stands first', async () => {
    const result = await pinged([
      ...rule(15, `${MATCH} --physdev-in vethb1`, 'DENY'),
      ...rule(16, `${MATCH} --physdev-out vethb2`, 'ACCEPT'),
    ]);
    expect(result).toEqual({ seen: [], lines: [logged(16, 'ACCEPT', FIRST), logged(15, 'DENY', SECOND)] });
  });

  it('and also when it stands last', async () => {
    const result = await pinged([
      ...rule(15, `${MATCH} --physdev-in vk64`, 'ACCEPT'),
      ...rule(16, `${MATCH} --physdev-in vethb1`, 'DENY'),
    ]);
    expect(result).toEqual({ seen: [], lines: [logged(15, 'ACCEPT', FIRST), logged(16, 'DENY', SECOND)] });
  });

  it('never sees a border port it leaves through as the port it came in by', async () => {
    const result = await pinged([
      ...rule(15, `${MATCH} --physdev-in vk64`, 'ACCEPT'),
      ...rule(16, `${MATCH} --physdev-in vethb2`, 'DENY'),
      ...rule(17, `${MATCH} --physdev-in vethb1`, 'DENY'),
    ]);
    expect(result).toEqual({ seen: [], lines: [logged(15, 'ACCEPT', FIRST), logged(17, 'DENY', SECOND)] });
  });

  it('delivers what every bridge on the way accepts', async () => {
    const result = await pinged([
      ...rule(15, `${MATCH} --physdev-in vk64`, 'ACCEPT'),
      ...rule(16, `${MATCH} --physdev-in vethb1`, 'ACCEPT'),
    ]);
    expect(result).toEqual({
      seen: ['host', 'vmh2'],
      lines: [logged(15, 'ACCEPT', FIRST), logged(16, 'ACCEPT', SECOND)],
    });
  });

  it('logs a packet under our rules too, bridge by bridge, with the numbers that the manifest explains', async () => {
    const [host] = compile(readExample('two-bridges')).hosts;
    if (host === undefined) throw new Error('the example does not compile');
    const accepts = host.rules.filter(({ origin }) => origin.rule?.rule === 'r1').map(({ number }) => number);
    expect(accepts).toHaveLength(2);
    const hook = '-A FORWARD -j BW_FORWARD\n';
    const rules = host.listings['rules.v4']?.text.replace('COMMIT\n', `${hook}COMMIT\n`) ?? '';
    await world.onHost(['iptables-restore'], { input: withReadableLog(rules) });
    const kali4 = world.plan.network.nics.find((nic) => nic.key === 'kali4');
    const kali2 = world.plan.network.nics.find((nic) => nic.key === 'kali2');
    if (kali4 === undefined || kali2 === undefined) throw new Error('the example has changed');
    const factory = new ProbeFactory(world.plan.network);
    const flow = factory.flow('192.168.50.14', '192.168.50.12', { protocol: 'icmp' });
    const { seen } = await sendProbes(world, agent, [factory.attack('ping', flow, 'request', kali4, kali2.mac)]);
    expect(seen[0]).toEqual(new Set(['kali2']));
    const ends = 'SRC=192.168.50.14 DST=192.168.50.12 PROTO=ICMP TYPE=8 CODE=0';
    expect((await log.take()).filter((line) => line.includes(ends))).toEqual([
      `RULE ${accepts[0]} -- ACCEPT IN=virbr6 OUT=virbr6 PHYSIN=vk64 PHYSOUT=vethb2 ${ends}`,
      `RULE ${accepts[1]} -- ACCEPT IN=virbr4 OUT=virbr4 PHYSIN=vethb1 PHYSOUT=vk42 ${ends}`,
    ]);
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
