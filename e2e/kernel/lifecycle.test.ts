import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildWorld, type World } from '../world/world.ts';
import { readExample, readFixture } from './read-document.ts';
import { Release } from './release.ts';
import { rulesOfChain, savedRules } from './saved-rules.ts';

/** Rules of somebody else: chains of his own, rules before and behind, and one in every table we touch. */
const FOREIGN = `*filter
:FORWARD ACCEPT [0:0]
:DOCKER-USER - [0:0]
:FWI - [0:0]
-A INPUT -p tcp -m tcp --dport 9100 -j ACCEPT
-A INPUT -j FWI
-A FORWARD -j DOCKER-USER
-A FORWARD -o docker0 -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A OUTPUT -d 203.0.113.7/32 -j REJECT --reject-with icmp-port-unreachable
-A DOCKER-USER -s 198.51.100.0/24 -j DROP
-A DOCKER-USER -j RETURN
-A FWI -i lo -j ACCEPT
COMMIT
*nat
:DOCKER - [0:0]
-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER
COMMIT
`;

describe.each(['restore', 'commands'] as const)('firewall.sh in style %s', (style) => {
  let world: World;
  let release: Release;

  beforeEach(async () => {
    const document = readExample('two-bridges');
    world = await buildWorld(document, 'mytux', { mute: true });
    release = await Release.write(document, 'mytux', style);
    await world.onHost(['iptables-restore'], { input: FOREIGN });
    await world.onHost(['ebtables', '-A', 'FORWARD', '-s', '02:00:00:00:00:05', '-j', 'DROP']);
    await world.onHost(['ip6tables-restore'], {
      input: FOREIGN.replace(/^.*(\d+\.\d+\.\d+\.\d+|nat|DOCKER |DOCKER$).*\n/gm, '').replace(/COMMIT\n$/, ''),
    });
  });
  afterEach(async () => {
    await world.destroy();
    await release.remove();
  });

  it('hooks in at the top and leaves the rules of others where they were', async () => {
    const before = await savedRules(world);
    await release.runOrThrow(world, 'start');
    const after = await savedRules(world);
    for (const chain of ['INPUT', 'FORWARD', 'OUTPUT']) {
      const earlier = rulesOfChain(before, chain);
      expect(earlier.length, chain).toBeGreaterThan(0);
      // Twice, because the saved text holds both families.
      const hook = `-A ${chain} -j BW_${chain}`;
      expect(rulesOfChain(after, chain).filter((line) => line !== hook)).toEqual(earlier);
      const [v4 = [], v6 = []] = after.split('COMMIT\n').map((table) => rulesOfChain(table, chain));
      expect([v4[0], v6[0]]).toEqual([hook, hook]);
    }
    for (const chain of ['DOCKER-USER', 'FWI']) expect(rulesOfChain(after, chain)).toEqual(rulesOfChain(before, chain));
    expect(await world.onHost(['iptables-save', '-t', 'nat'])).toContain('--dst-type LOCAL -j DOCKER');
  });

  it('changes nothing when it is started again or restarted', async () => {
    await release.runOrThrow(world, 'start');
    const once = await savedRules(world);
    await release.runOrThrow(world, 'start');
    expect(await savedRules(world)).toBe(once);
    await release.runOrThrow(world, 'restart');
    expect(await savedRules(world)).toBe(once);
  });

  it('comes back to the top when somebody has put a rule before it', async () => {
    await release.runOrThrow(world, 'start');
    await world.onHost(['iptables', '-I', 'FORWARD', '-s', '192.0.2.1', '-j', 'ACCEPT']);
    await release.runOrThrow(world, 'restart');
    const forward = rulesOfChain(await savedRules(world), 'FORWARD');
    expect(forward.slice(0, 2)).toEqual(['-A FORWARD -j BW_FORWARD', '-A FORWARD -s 192.0.2.1/32 -j ACCEPT']);
  });

  it('stops without a trace', async () => {
    const before = await savedRules(world);
    await release.runOrThrow(world, 'start');
    expect(await savedRules(world)).not.toBe(before);
    await release.runOrThrow(world, 'stop');
    expect(await savedRules(world)).toBe(before);
    await release.runOrThrow(world, 'stop');
    expect(await savedRules(world)).toBe(before);
  });

  it('tells by its exit status whether it runs', async () => {
    expect((await release.run(world, 'status')).code).toBe(3);
    await release.runOrThrow(world, 'start');
    expect((await release.run(world, 'status')).code).toBe(0);
    await world.onHost(['iptables', '-D', 'BW_FORWARD', '1']);
    const partly = await release.run(world, 'status');
    expect(partly.code).toBe(1);
    expect(partly.stdout).toContain('BW_FORWARD');
    await release.runOrThrow(world, 'restart');
    expect((await release.run(world, 'status')).code).toBe(0);
    await world.onHost(['iptables', '-D', 'FORWARD', '-j', 'BW_FORWARD']);
    expect((await release.run(world, 'status')).code).toBe(1);
    await release.runOrThrow(world, 'stop');
    expect((await release.run(world, 'status')).code).toBe(3);
  });

  it('does not pass for running when another rule stands in the place of one of its own', async () => {
    await release.runOrThrow(world, 'start');
    await world.onHost(['iptables', '-R', 'BW_FORWARD', '1', '-j', 'ACCEPT']);
    expect((await release.run(world, 'status')).code).toBe(1);
  });

  it('asks the kernel with check and changes nothing', async () => {
    const before = await savedRules(world);
    await release.runOrThrow(world, 'check');
    expect(await savedRules(world)).toBe(before);
    expect((await release.run(world, 'status')).code).toBe(3);
  });

  it('says how it is used', async () => {
    for (const args of [[], ['begin'], ['start', 'now'], ['save'], ['load']]) {
      const { code, stderr } = await release.run(world, ...args);
      expect(code, args.join(' ')).toBe(2);
      expect(stderr).toContain('usage:');
    }
  });

  it('keeps what runs and puts it back, whatever release ran since', async () => {
    await release.runOrThrow(world, 'start');
    const before = await savedRules(world);
    const kept = `${release.folder}/kept`;
    await release.runOrThrow(world, 'save', kept);
    const other = await Release.write(readFixture('star'), 'vmhost', style);
    try {
      await other.runOrThrow(world, 'start');
      expect(await savedRules(world)).not.toBe(before);
      await other.runOrThrow(world, 'load', kept);
      expect(await savedRules(world)).toBe(before);
      expect((await release.run(world, 'status')).code).toBe(0);
    } finally {
      await other.remove();
    }
  });

  it('puts it back although rules of others before our jumps have gone since', async () => {
    await release.runOrThrow(world, 'start');
    const without = await savedRules(world);
    const ways = [
      ['iptables', '203.0.113.7'],
      ['iptables', '203.0.113.9'],
      ['ip6tables', '2001:db8::7'],
      ['ip6tables', '2001:db8::9'],
      ['ebtables', '02:00:00:00:00:07'],
      ['ebtables', '02:00:00:00:00:09'],
    ] as const;
    for (const [tool, source] of ways) await world.onHost([tool, '-I', 'FORWARD', '1', '-s', source, '-j', 'DROP']);
    const kept = `${release.folder}/kept`;
    await release.runOrThrow(world, 'save', kept);
    const other = await Release.write(readFixture('star'), 'vmhost', style);
    try {
      await other.runOrThrow(world, 'start');
      // As docker, fail2ban or libvirt do when they are stopped.
      for (const [tool, source] of ways) await world.onHost([tool, '-D', 'FORWARD', '-s', source, '-j', 'DROP']);
      await other.runOrThrow(world, 'load', kept);
      // Not behind what stood after our jumps: a permission there would go before all of ours.
      expect(await savedRules(world)).toBe(without);
    } finally {
      await other.remove();
    }
  });

  it('puts our jumps back between the same rules of others, whatever came before them since', async () => {
    await release.runOrThrow(world, 'start');
    const insert = (tool: string, source: string) =>
      world.onHost([tool, '-I', 'FORWARD', '1', '-s', source, '-j', 'DROP']);
    await insert('iptables', '203.0.113.7');
    await insert('ebtables', '02:00:00:00:00:07');
    const kept = `${release.folder}/kept`;
    await release.runOrThrow(world, 'save', kept);
    await release.runOrThrow(world, 'start');
    await insert('iptables', '203.0.113.9');
    await insert('ebtables', '02:00:00:00:00:09');
    await release.runOrThrow(world, 'load', kept);
    const jumps = rulesOfChain(await savedRules(world), 'FORWARD');
    expect(jumps.slice(0, 4)).toEqual([
      '-A FORWARD -s 203.0.113.9/32 -j DROP',
      '-A FORWARD -s 203.0.113.7/32 -j DROP',
      '-A FORWARD -j BW_FORWARD',
      '-A FORWARD -j DOCKER-USER',
    ]);
    expect(jumps.slice(-4)).toEqual([
      '-A FORWARD -s 02:00:00:00:00:09 -j DROP',
      '-A FORWARD -s 02:00:00:00:00:07 -j DROP',
      '-A FORWARD -j BW_FORWARD',
      '-A FORWARD -s 02:00:00:00:00:05 -j DROP',
    ]);
  });

  it('keeps also that nothing of ours ran', async () => {
    const before = await savedRules(world);
    const kept = `${release.folder}/kept`;
    await release.runOrThrow(world, 'save', kept);
    await release.runOrThrow(world, 'start');
    await release.runOrThrow(world, 'load', kept);
    expect(await savedRules(world)).toBe(before);
    expect((await release.run(world, 'status')).code).toBe(3);
  });
});
