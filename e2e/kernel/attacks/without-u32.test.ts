import { mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { buildWorld, type World } from '../../world/world.ts';
import { Release } from '../release.ts';
import { attackDocument } from './attack-document.ts';

let world: World;
let extensions: string;

/** A machine as Enterprise Linux 9 is: iptables has every match but u32. */
beforeEach(async () => {
  world = await buildWorld(attackDocument(), 'mytux', { mute: true });
  extensions = await mkdtemp(join(tmpdir(), 'bridgewarden-xtables-'));
  const where = (
    await world.onHost(['sh', '-c', 'ls -d /usr/lib*/xtables /usr/lib/*/xtables 2>/dev/null | head -n 1'])
  ).trim();
  for (const file of await readdir(where)) {
    if (!file.includes('u32')) await symlink(join(where, file), join(extensions, file));
  }
});
afterEach(async () => {
  await world.destroy();
  await rm(extensions, { recursive: true });
});

it.each([
  [
    'iptables',
    1,
    "this kernel has no match u32 (xt_u32), by which neighbour advertisements are bound: let nftables do layer 2 (the host's setting 'Layer 2 by'",
  ],
  ['nftables', 0, ''],
] as const)('a host without xt_u32 is told the other way by check (%s)', async (backend, expected, says) => {
  const release = await Release.write(attackDocument({}, { backend }), 'mytux');
  try {
    const { code, stderr } = await world.exec('mytux', ['sh', join(release.folder, 'firewall.sh'), 'check'], {
      env: { BW_STATE: join(release.folder, 'state'), XTABLES_LIBDIR: extensions },
    });
    expect([code, stderr]).toEqual([expected, expect.stringContaining(says)]);
  } finally {
    await release.remove();
  }
});
