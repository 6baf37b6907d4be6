import { existsSync, readdirSync } from 'node:fs';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FrameAgent, Send } from '../world/frame-agent.ts';
import { arpFrame } from '../world/frames/arp.ts';
import { ETHERTYPE, ethernetFrame } from '../world/frames/ethernet.ts';
import { ipPacket } from '../world/frames/ip.ts';
import { echoSegment } from '../world/frames/transport.ts';
import { buildWorld, type World } from '../world/world.ts';
import { attackDocument } from './attacks/attack-document.ts';
import { readFixture } from './read-document.ts';
import { Release } from './release.ts';

const TOOL_FOLDERS = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** A rule that iptables refuses, so that the release cannot be loaded. */
async function spoilRules(release: Release): Promise<void> {
  await edit(release, (text) => text.replace(/^-A BW_FORWARD /m, '-A BW_FORWARD -m nosuchmatch '));
}

/** A machine on which these commands are not installed, as far as this release can see. */
async function takeAway(release: Release, tools: RegExp): Promise<void> {
  const folder = join(release.folder, 'bin');
  await mkdir(folder);
  const linked = new Set<string>();
  for (const each of TOOL_FOLDERS.filter((path) => existsSync(path))) {
    for (const name of readdirSync(each)) {
      if (linked.has(name) || tools.test(name)) continue;
      linked.add(name);
      await symlink(join(each, name), join(folder, name));
    }
  }
  await edit(release, (text) => text.replace(/PATH=\S+/, `PATH=${folder}`));
}

async function edit(release: Release, change: (text: string) => string): Promise<void> {
  const file = join(release.folder, 'firewall.sh');
  const text = await readFile(file, 'utf8');
  const changed = change(text);
  expect(changed).not.toBe(text);
  await writeFile(file, changed);
}

/** Which of two honest frames from one station arrives at another: an ARP request, and a ping behind it. */
async function arrivals(world: World, agent: FrameAgent, from: string, to: string): Promise<string[]> {
  const nic = (key: string) => {
    const found = world.plan.network.nics.find((each) => each.key === key);
    const [address] = found?.addresses ?? [];
    if (!found || address === undefined) throw new Error(`no ${key} in this world`);
    return { mac: found.mac, address };
  };
  const [sender, target] = [nic(from), nic(to)];
  const ends = { from: sender.address, to: target.address };
  const arp = arpFrame({
    operation: 'request',
    senderMac: sender.mac,
    senderAddress: sender.address,
    targetAddress: target.address,
  });
  const packet = ipPacket(ends, echoSegment(ends, { identifier: 77, payload: Buffer.from('BWBOOT') }));
  const ip = ethernetFrame({
    destination: target.mac,
    source: sender.mac,
    ethertype: ETHERTYPE.ipv4,
    payload: packet,
  });
  const frames: Record<string, Buffer> = { arp, ip };
  const sends: Send[] = Object.values(frames).map((octets) => ({ device: from, octets }));
  const { captured } = await agent.exchange({ sends, sentinels: [] });
  return Object.keys(frames).filter((name) =>
    captured.some(({ key, octets }) => key === to && octets.includes(name === 'ip' ? packet : arp)),
  );
}

async function callIptables(world: World): Promise<string> {
  return (await world.onHost(['cat', '/proc/sys/net/bridge/bridge-nf-call-iptables'])).trim();
}

describe.each(['iptables', 'nftables'] as const)('a host at boot, with layer 2 by %s,', (backend) => {
  let world: World;
  let release: Release;
  let agent: FrameAgent;

  beforeEach(async () => {
    world = await buildWorld(attackDocument(), 'mytux', { mute: true });
    release = await Release.write(attackDocument({}, { backend }, true), 'mytux');
    agent = await world.frames();
  });
  afterEach(async () => {
    await world.destroy();
    await release.remove();
  });

  const causes: Record<string, (release: Release) => Promise<void>> = {
    'a rule is refused': spoilRules,
    'nft is missing, and a rule is refused': async (each) => {
      await spoilRules(each);
      await takeAway(each, /^nft$/);
    },
    'ebtables is missing, and a rule is refused': async (each) => {
      await spoilRules(each);
      await takeAway(each, /^ebtables/);
    },
    'nothing is there for layer 2': (each) => takeAway(each, /^(ebtables|nft$)/),
    'iptables is missing': (each) => takeAway(each, /^(ip6?tables|xtables)/),
    'awk is missing': (each) => takeAway(each, /awk$/),
    'no packet filter is there at all': (each) => takeAway(each, /^(ip6?tables|xtables|ebtables|nft$)/),
    'the command bridge is missing, and a rule is refused': async (each) => {
      await spoilRules(each);
      await takeAway(each, /^bridge$/);
    },
  };

  for (const [cause, spoil] of Object.entries(causes)) {
    it(`lets no guest reach another where ${cause}`, async () => {
      // Another program, or nobody, has br_netfilter show iptables nothing.
      await world.onHost(['sh', '-c', 'echo 0 > /proc/sys/net/bridge/bridge-nf-call-iptables']);
      expect(await arrivals(world, agent, 'kali4', 'kali3')).toEqual(['arp', 'ip']);
      await spoil(release);
      const { code, stderr } = await release.run(world, 'boot');
      expect(code).toBe(1);
      expect(stderr).toMatch(/pass nothing on|are down/);
      expect(await arrivals(world, agent, 'kali4', 'kali3')).toEqual([]);
      expect(await callIptables(world)).toBe('1');
      // The unit tries again: no worse, and no jump twice.
      await release.run(world, 'boot');
      expect(await arrivals(world, agent, 'kali4', 'kali3')).toEqual([]);
      expect((await world.onHost(['iptables-save'])).match(/^-A FORWARD -j BW_FORWARD/gm)?.length ?? 0).toBeLessThan(2);
    });
  }

  it('is shut for a tap that comes later, and keeps it down where nothing else can shut it', async () => {
    await world.onHost(['ip', 'link', 'set', 'vk64', 'down']);
    await takeAway(release, /^(ip6?tables|xtables|ebtables|nft$)/);
    const { stderr } = await release.run(world, 'boot');
    expect(stderr).toContain('are down');
    await world.onHost(['ip', 'link', 'set', 'vk64', 'up']);
    await release.run(world, 'reapply');
    expect(await world.onHost(['ip', 'link', 'show', 'vk64'])).not.toMatch(/<[^>]*\bUP\b/);
    expect(await world.onHost(['ip', 'link', 'show', 'vmh1'])).toMatch(/<[^>]*\bUP\b/);
  });

  it.each([
    ['a rule is refused', spoilRules],
    ['nothing is there to shut it by', (each: Release) => takeAway(each, /^(ip6?tables|xtables|ebtables|nft$)/)],
  ])('is open again as its rules say once %s no more, and as before after a stop', async (_, spoil) => {
    await world.onHost(['sh', '-c', 'echo 0 > /proc/sys/net/bridge/bridge-nf-call-iptables']);
    const rules = await world.onHost(['nft', '-s', 'list', 'ruleset']);
    const good = await readFile(join(release.folder, 'firewall.sh'), 'utf8');
    await spoil(release);
    await release.run(world, 'boot');
    await writeFile(join(release.folder, 'firewall.sh'), good);
    await release.runOrThrow(world, 'start');
    await release.runOrThrow(world, 'status');
    expect(await arrivals(world, agent, 'kali4', 'kali3')).toEqual(['arp', 'ip']);
    await release.runOrThrow(world, 'stop');
    expect(await world.onHost(['nft', '-s', 'list', 'ruleset'])).toBe(rules);
    expect(await callIptables(world)).toBe('0');
    expect(await arrivals(world, agent, 'kali4', 'kali3')).toEqual(['arp', 'ip']);
  });
});

describe('a host that is reached through one of its own bridges', () => {
  it('stays reachable from its NIC while the bridges are shut, and nobody else is', async () => {
    const document = readFixture('nic-two-externals');
    const world = await buildWorld(document, 'vmhost', { mute: true });
    const release = await Release.write(document, 'vmhost');
    try {
      const agent = await world.frames();
      await spoilRules(release);
      const { stderr } = await release.run(world, 'boot');
      expect(stderr).toContain('enp3s0');
      const nics = world.plan.network.nics;
      const key = (station: string) => nics.find((each) => each.station === station)?.key ?? station;
      const host = nics.find((each) => each.kind === 'interface')?.key ?? '';
      expect(await arrivals(world, agent, key('gateway'), host)).toEqual(['arp', 'ip']);
      expect(await arrivals(world, agent, key('gateway'), key('alpha'))).toEqual([]);
      expect(await arrivals(world, agent, key('alpha'), key('beta'))).toEqual([]);
      expect(await arrivals(world, agent, key('alpha'), key('gateway'))).toEqual([]);
      expect(await arrivals(world, agent, key('alpha'), host)).toEqual([]);
    } finally {
      await world.destroy();
      await release.remove();
    }
  });
});
