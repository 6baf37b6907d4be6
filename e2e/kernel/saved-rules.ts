import type { World } from '../world/world.ts';

/** What the host's kernel holds in the filter tables of both families, without counters and dates. */
export async function savedRules(world: World): Promise<string> {
  const texts = [
    await world.onHost(['iptables-save', '-t', 'filter']),
    await world.onHost(['ip6tables-save', '-t', 'filter']),
  ];
  return texts
    .join('')
    .replace(/^#.*\n/gm, '')
    .replace(/ \[\d+:\d+\]$/gm, '');
}

/** The rules of one chain in a saved text, in their order. */
export function rulesOfChain(saved: string, chain: string): string[] {
  return saved.split('\n').filter((line) => line.startsWith(`-A ${chain} `));
}
