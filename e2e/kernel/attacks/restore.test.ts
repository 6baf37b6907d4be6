import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildWorld, type World } from '../../world/world.ts';
import { Release } from '../release.ts';
import { attackDocument } from './attack-document.ts';

/** Everything of the host that a release may touch: rules of every family, kernel settings, flags of bridges and ports. */
const SNAPSHOT = `
nft -s list ruleset
grep -rs '' /proc/sys/net/bridge /proc/sys/net/ipv4/conf /proc/sys/net/ipv6/conf
ip -details link show
`;

let world: World;
beforeEach(async () => {
  world = await buildWorld(attackDocument(), 'mytux');
});
afterEach(() => world.destroy());

async function snapshot(): Promise<string> {
  const text = await world.onHost(['sh', '-c', SNAPSHOT]);
  // Clocks run on.
  return text.replace(/_timer +[0-9.]+/g, '');
}

const foreignRules = [
  ['ebtables', '-N', 'others'],
  ['ebtables', '-A', 'FORWARD', '-i', 'elsewhere', '-j', 'others'],
  ['ebtables', '-A', 'INPUT', '-i', 'elsewhere', '-j', 'DROP'],
  ['ebtables', '-A', 'OUTPUT', '-o', 'elsewhere', '-j', 'DROP'],
  ['ebtables', '-t', 'nat', '-A', 'PREROUTING', '-i', 'elsewhere', '-j', 'DROP'],
  ['nft', 'add', 'table', 'bridge', 'others'],
] as const;

describe.each(['iptables', 'nftables'] as const)('a release for %s', (backend) => {
  let release: Release;
  beforeEach(async () => {
    release = await Release.write(attackDocument({}, { backend }), 'mytux');
  });
  afterEach(() => release.remove());

  it.each([
    ['on an untouched machine', []],
    ['beside the rules of others', foreignRules],
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
  ])('tells when somebody else changes %s', async (path, value) => {
    await release.runOrThrow(world, 'start');
    await world.onHost(['sh', '-c', `echo ${value} > /proc/sys/${path}`]);
    const { code, stdout } = await release.run(world, 'status');
    expect([code, stdout]).toEqual([1, expect.stringContaining(`${path} is ${value} and should be`)]);
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

/** Tables are listed in the order in which they were made, and empty ones of iptables stay until the last stop. */
function ourLines(text: string): string[] {
  const lines = text.split('\n').filter((line) => /BW_|bridgewarden|@|"/.test(line));
  return lines.map((line) => line.replace(/[\t ,}]/g, '')).sort();
}
