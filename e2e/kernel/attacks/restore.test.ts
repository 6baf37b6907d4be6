import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Hardening } from '../../../shared/document/document.ts';
import { buildWorld, type World } from '../../world/world.ts';
import { Release } from '../release.ts';
import { attackDocument } from './attack-document.ts';

/** Everything of the host that a release may touch: rules of every family, kernel settings, flags of bridges and ports. */
const SNAPSHOT = `
nft -s list ruleset
grep -rs '' /proc/sys/net/bridge /proc/sys/net/ipv4/conf /proc/sys/net/ipv6/conf
ip -details link show
bridge -details link show
bridge fdb show | grep ' master '
`;

/** Every flag there is, so that there is something to put back. */
const HARD: Hardening = { staticFdb: true, learningOff: true, floodOff: true, isolated: true, rootBlock: true };

let world: World;
beforeEach(async () => {
  // Mute: a mere static entry moves to the port where its guest says a word (br_fdb_update).
  world = await buildWorld(attackDocument(), 'mytux', { mute: true });
});
afterEach(() => world.destroy());

async function snapshot(): Promise<string> {
  const text = await world.onHost(['sh', '-c', SNAPSHOT]);
  // Clocks run on, and what a bridge has learned it forgets.
  return text.replace(/_timer +[0-9.]+/g, '').replace(/^.* master virbr\d *\n/gm, '');
}

const foreignRules = [
  ['ebtables', '-N', 'others'],
  ['ebtables', '-A', 'FORWARD', '-i', 'elsewhere', '-j', 'others'],
  ['ebtables', '-A', 'INPUT', '-i', 'elsewhere', '-j', 'DROP'],
  ['ebtables', '-A', 'OUTPUT', '-o', 'elsewhere', '-j', 'DROP'],
  ['ebtables', '-t', 'nat', '-A', 'PREROUTING', '-i', 'elsewhere', '-j', 'DROP'],
  ['nft', 'add', 'table', 'bridge', 'others'],
] as const;

const foreignFlags = [
  ['bridge', 'link', 'set', 'dev', 'vk63', 'isolated', 'on'],
  ['bridge', 'link', 'set', 'dev', 'vk65', 'flood', 'off'],
  // At another port than the drawing says, as somebody has left it.
  ['bridge', 'fdb', 'replace', '52:54:00:9f:5d:c1', 'dev', 'vk65', 'master', 'static'],
  ['bridge', 'fdb', 'replace', '52:54:00:0f:34:4f', 'dev', 'vk65', 'master', 'static', 'sticky'],
] as const;

describe.each(['iptables', 'nftables'] as const)('a release for %s', (backend) => {
  let release: Release;
  beforeEach(async () => {
    release = await Release.write(attackDocument({}, { backend }, false, HARD), 'mytux');
  });
  afterEach(() => release.remove());

  it.each([
    ['on an untouched machine', []],
    ['beside the rules and flags of others', [...foreignRules, ...foreignFlags]],
  ])('leaves the machine as it was when it stops, %s', async (_, foreign) => {
    for (const command of foreign) await world.onHost(command);
    const before = await snapshot();
    await release.runOrThrow(world, 'start');
    expect(await snapshot()).not.toBe(before);
    await release.runOrThrow(world, 'status');
    await release.runOrThrow(world, 'restart');
    await release.runOrThrow(world, 'stop');
    expect(await snapshot()).toBe(before);
  });

  it('passes its own check', async () => {
    expect(await release.runOrThrow(world, 'check')).toContain('the kernel accepts these rules');
  });

  it('changes nothing when its layer 2 rules are refused after the IP rules were loaded', async () => {
    const script = join(release.folder, 'firewall.sh');
    const good = readFileSync(script, 'utf8');
    const bad =
      backend === 'iptables'
        ? good.replace(/^-A BW_ARP_vk65 -j DROP$/m, '-A BW_ARP_vk65 -j NOWHERE')
        : good.replace('jump arp_guard', 'jump nowhere');
    expect(bad).not.toBe(good);
    const before = await snapshot();
    writeFileSync(script, bad);
    const { code, stderr } = await release.run(world, 'start');
    expect([code, stderr]).toEqual([1, expect.stringContaining('layer 2 rules refused')]);
    expect(stderr).toContain('the rules that ran before run on');
    expect(await snapshot()).toBe(before);
  });

  it('gives way to the other back end without leaving anything behind, and comes back when that is undone', async () => {
    const other = await Release.write(
      attackDocument({}, { backend: backend === 'iptables' ? 'nftables' : 'iptables' }),
      'mytux',
    );
    try {
      await release.runOrThrow(world, 'start');
      const ours = await world.onHost(['nft', '-s', 'list', 'ruleset']);
      const saved = join(release.folder, 'saved');
      await release.runOrThrow(world, 'save', saved);
      // One host, one state folder: the second release must know what the first has set.
      const state = { env: { BW_STATE: join(release.folder, 'state') } };
      const otherScript = ['sh', join(other.folder, 'firewall.sh')];
      await world.onHost([...otherScript, 'start'], state);
      await world.onHost([...otherScript, 'status'], state);
      await release.runOrThrow(world, 'load', saved);
      await release.runOrThrow(world, 'status');
      expect(ourLines(await world.onHost(['nft', '-s', 'list', 'ruleset']))).toEqual(ourLines(ours));
    } finally {
      await other.remove();
    }
  });

  it.each([
    ['net/ipv4/conf/virbr6/rp_filter', '0'],
    ['net/bridge/bridge-nf-filter-vlan-tagged', '0'],
    ['net/bridge/bridge-nf-call-iptables', '0'],
  ])('tells when somebody else changes %s, and reapply mends it', async (path, value) => {
    await release.runOrThrow(world, 'start');
    await world.onHost(['sh', '-c', `echo ${value} > /proc/sys/${path}`]);
    const { code, stdout } = await release.run(world, 'status');
    expect([code, stdout]).toEqual([1, expect.stringContaining(`${path} is ${value} and should be`)]);
    await release.runOrThrow(world, 'reapply');
    await release.runOrThrow(world, 'status');
  });

  it('puts back what a release that ran needs when its rules are put back after a stop', async () => {
    await release.runOrThrow(world, 'start');
    const running = await snapshot();
    const saved = join(release.folder, 'saved');
    await release.runOrThrow(world, 'save', saved);
    await release.runOrThrow(world, 'stop');
    expect(await snapshot()).not.toBe(running);
    await release.runOrThrow(world, 'load', saved);
    await release.runOrThrow(world, 'status');
    expect(sorted(await snapshot())).toEqual(sorted(running));
  });

  /** What systemd-sysctl and udev do with our file in /etc/sysctl.d, for devices that are there. */
  async function applySysctls(): Promise<void> {
    const file = release.compiled.files.find(({ name }) => name === 'bridgewarden.sysctl.conf');
    const lines = file?.text.split('\n').filter((line) => line.startsWith('net/')) ?? [];
    expect(lines.length).toBeGreaterThan(3);
    const set = lines.map((line) => line.replace(/^(\S+) = (\S+)$/, '[ ! -e /proc/sys/$1 ] || echo $2 >/proc/sys/$1'));
    await world.onHost(['sh', '-euc', set.join('\n')]);
    mkdirSync(release.library, { recursive: true });
    writeFileSync(join(release.library, 'bridgewarden.conf'), file?.text ?? '');
  }

  it('puts back after a reboot what its own settings at boot have changed before it started', async () => {
    const before = await snapshot();
    await release.runOrThrow(world, 'start');
    // What the push that enabled it has kept, and what the reboot has forgotten.
    const state = join(release.folder, 'state');
    mkdirSync(release.library);
    copyFileSync(join(state, 'before'), join(release.library, 'before'));
    await release.runOrThrow(world, 'stop');
    rmSync(state, { recursive: true });
    await applySysctls();
    await release.runOrThrow(world, 'boot');
    await release.runOrThrow(world, 'stop');
    expect(await snapshot()).toBe(before);
  });

  it('gives a bridge that appeared with its settings at boot the defaults when it stops', async () => {
    await world.onHost(['ip', 'link', 'del', 'virbr6']);
    await applySysctls();
    await release.runOrThrow(world, 'boot');
    await world.onHost(['ip', 'link', 'add', 'virbr6', 'type', 'bridge']);
    const settings =
      'cd /proc/sys/net && grep "" ipv4/conf/virbr6/rp_filter ipv4/conf/virbr6/arp_ignore ipv6/conf/virbr6/disable_ipv6';
    const fresh = await world.onHost(['sh', '-c', settings]);
    await applySysctls();
    await release.runOrThrow(world, 'reapply');
    expect(await world.onHost(['sh', '-c', settings])).not.toBe(fresh);
    await release.runOrThrow(world, 'stop');
    expect(await world.onHost(['sh', '-c', settings])).toBe(fresh);
  });

  it('leaves nothing of itself when it is undone by what was saved before it', async () => {
    const before = await snapshot();
    const saved = join(release.folder, 'saved');
    await release.runOrThrow(world, 'save', saved);
    await release.runOrThrow(world, 'start');
    await release.runOrThrow(world, 'load', saved);
    expect(await snapshot()).toBe(before);
  });

  it('takes back the flags that the next release does not ask for', async () => {
    const soft = await Release.write(attackDocument({}, { backend }), 'mytux');
    try {
      await release.runOrThrow(world, 'start');
      const state = { env: { BW_STATE: join(release.folder, 'state') } };
      await world.onHost(['sh', join(soft.folder, 'firewall.sh'), 'start'], state);
      expect(await world.onHost(['bridge', '-details', 'link', 'show'])).not.toMatch(
        /isolated on|flood off|learning off/,
      );
      expect(await world.onHost(['bridge', 'fdb', 'show'])).not.toContain('sticky');
    } finally {
      await soft.remove();
    }
  });

  it('tells when somebody else takes a layer 2 rule away', async () => {
    await release.runOrThrow(world, 'start');
    await world.onHost(
      backend === 'iptables'
        ? ['ebtables', '-D', 'BW_ARP_vk64', '-j', 'DROP']
        : ['nft', 'delete', 'element', 'bridge', 'bridgewarden', 'arp_bound', '{ vk64 }'],
    );
    const { code, stdout } = await release.run(world, 'status');
    expect([code, stdout]).toEqual([1, expect.stringContaining('layer 2: not as this release says')]);
  });
});

/** Tables of nftables are listed in the order in which they were made. */
function sorted(text: string): string[] {
  return text.split('\n').sort();
}

/** Tables are listed in the order in which they were made, and empty ones of iptables stay until the last stop. */
function ourLines(text: string): string[] {
  const lines = text.split('\n').filter((line) => /BW_|bridgewarden|@|"/.test(line));
  return lines.map((line) => line.replace(/[\t ,}]/g, '')).sort();
}
