import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { articlePolicy } from '../bench/article-policy.ts';
import { bridgewardenDocument } from '../bench/bridgewarden-document.ts';
import { firewallBuilderVersion, PEER } from '../bench/firewall-builder.ts';
import { FIREWALL_NAME, firewallBuilderDocument } from '../bench/firewall-builder-document.ts';
import { buildWorld, type World } from '../world/world.ts';
import { readFixture } from './read-document.ts';
import { Release } from './release.ts';
import { savedRules } from './saved-rules.ts';

const POLICY = articlePolicy(4);
const MISSING = firewallBuilderVersion() === undefined;
if (MISSING) console.log(`Skipped what ${PEER} writes: Debian's package fwbuilder is not installed.`);

/** How iptables spelt a negation before 1.4.3; today's refuses it. */
const OLD_NEGATION = / -[sd] ! 10\.50\./;

let world: World;
beforeAll(async () => {
  world = await buildWorld(bridgewardenDocument(POLICY), 'mytux', { mute: true, unsettled: true });
});
afterAll(() => world.destroy());

function filterRules(): Promise<string> {
  return world.onHost(['iptables-save', '-t', 'filter']);
}

describe.skipIf(MISSING)(
  "the script of Firewall Builder, for the article's two bridges and a new firewall's settings",
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'bridgewarden-peer-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));

    function compiled(): string {
      const file = join(folder, 'policy.fwb');
      writeFileSync(file, firewallBuilderDocument(POLICY, { iptables: '', guardsItself: true }));
      const { status, stdout, stderr } = spawnSync(PEER, ['-q', '-f', file, '-d', folder, FIREWALL_NAME], {
        encoding: 'utf8',
      });
      if (status !== 0) throw new Error(`${PEER} failed: ${stdout}${stderr}`);
      const script = readFileSync(join(folder, `${FIREWALL_NAME}.fw`), 'utf8');
      // Nothing of this test may reach the machine: no module is loaded, nothing is written to its log.
      return script.replace(/^(MODPROBE|LOGGER)=.*$/gm, '$1=/bin/true');
    }

    it('carries on without its 12 negated denials, and reports success', async () => {
      const script = compiled();
      const commands = script.split('\n').filter((line) => /^\s*\$IPTABLES -A /.test(line));
      const negated = commands.filter((line) => OLD_NEGATION.test(line));
      expect(negated).toHaveLength(12);
      const file = join(folder, 'script.sh');
      writeFileSync(file, script);
      const { code, stderr } = await world.exec('mytux', ['sh', file, 'start']);
      const loaded = (await filterRules()).split('\n').filter((line) => line.startsWith('-A '));
      await world.exec('mytux', ['sh', file, 'stop']);
      await world.onHost(['iptables-restore'], {
        input: '*filter\n:INPUT ACCEPT [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\nCOMMIT\n',
      });
      expect(code).toBe(0);
      expect(stderr.match(/Bad argument/g)).toHaveLength(12);
      expect(loaded.filter((line) => / ! -[sd] /.test(line))).toEqual([]);
      expect(loaded).toHaveLength(commands.length - negated.length);
    });
  },
);

describe.each(['restore', 'commands'] as const)('our script with such negations, in style %s', (style) => {
  let earlier: Release;
  let release: Release;

  beforeEach(async () => {
    earlier = await Release.write(readFixture('star'), 'vmhost', style);
    release = await Release.write(bridgewardenDocument(POLICY), 'mytux', style);
    return async () => {
      await release.run(world, 'stop');
      await earlier.remove();
      await release.remove();
    };
  });

  it('stops at the first of them, leaves what ran before, fails, and names line and rule', async () => {
    const file = join(release.folder, 'firewall.sh');
    const script = await readFile(file, 'utf8');
    const old = script.replace(/ ! -([sd]) (10\.50\.)/g, ' -$1 ! $2');
    const negated = old.split('\n').filter((line) => OLD_NEGATION.test(line));
    expect(negated).toHaveLength(12 + 1); // and the host's own OUTPUT, which the article's policy does not have
    await writeFile(file, old);
    await earlier.runOrThrow(world, 'start');
    const before = await savedRules(world);
    const { code, stderr } = await release.run(world, 'start');
    expect(code).not.toBe(0);
    expect(await savedRules(world)).toBe(before);
    const [first = ''] = negated;
    const rule = /RULE_(\d+)/.exec(first)?.[1];
    expect(stderr).toContain(`Rule ${rule} `);
    expect(stderr).toMatch(/^ {2}line: -A BW_FORWARD .* "?!"? 10\.50\.1\.1 /m);
    expect(stderr).toContain('the rules that ran before run on');
  });
});
