import { describe, expect, it } from 'vitest';
import { proveLayer2 } from '../world/prove-layer2.ts';
import { buildWorld } from '../world/world.ts';
import { DOCUMENTS } from './documents.ts';
import { Release } from './release.ts';

const BACKENDS = ['iptables', 'nftables'] as const;

describe.each(DOCUMENTS)('layer 2 of %s', (_name, document) => {
  it.each(BACKENDS)('in %s lets honest ARP through and nothing forged, tagged or strange', async (backend) => {
    const [host] = document.hosts;
    if (host === undefined) throw new Error('the document has no host');
    const hosts = document.hosts.map((one) => ({ ...one, settings: { ...one.settings, backend } }));
    const release = await Release.write({ ...document, hosts }, host.id);
    const world = await buildWorld(document, host.id, { mute: true });
    try {
      const agent = await world.frames();
      // The same frames without rules first: what does not arrive then proves nothing later.
      const bare = await proveLayer2(world, agent);
      const harmless = bare.probes.filter((_probe, index) => bare.seen[index]?.size === 0);
      expect(harmless.map(({ what }) => what)).toEqual([]);

      await release.runOrThrow(world, 'start');
      const { sent, wrong, probes } = await proveLayer2(world, agent);
      expect(sent).toBeGreaterThan(0);
      expect(probes.filter(({ required }) => required.length === 0).length).toBeGreaterThan(0);
      expect(wrong).toEqual([]);
    } finally {
      await world.destroy();
      await release.remove();
    }
  });
});
