import type { World } from '../world/world.ts';

/** What the host's kernel holds in the filter tables of both families and on layer 2, without counters and dates. */
export async function savedRules(world: World): Promise<string> {
  const ebtables = await world.onHost(['ebtables-save']);
  const texts = [
    await world.onHost(['iptables-save', '-t', 'filter']),
    await world.onHost(['ip6tables-save', '-t', 'filter']),
    filledTables(ebtables),
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

/** Without the tables that hold neither a chain nor a rule: one that somebody has once looked at stays, empty. */
function filledTables(saved: string): string {
  return saved
    .split(/^(?=\*)/m)
    .filter((table) => table.split('\n').some((line) => line.startsWith('-A') || / (?:-|RETURN)/.test(line)))
    .join('');
}
