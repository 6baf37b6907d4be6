import { restoreChainName } from '../emit/emit-restore.ts';
import { allChains, type Program } from '../ir/program.ts';

/** Chain names longer than this are refused by iptables (`XT_EXTENSION_MAXNAMELEN` 29, with the ending zero). */
const CHAIN_NAME_BYTES = 28;

/**
 * Asserts what every later step relies on; a violation is a bug of ours, never of the document. Every jump leads to a chain
 * of the program, names fit, `physdev-out` and `owner` stand only where the kernel takes them.
 */
export function checkChains(program: Program): Program {
  const chains = allChains(program);
  const names = new Set(chains.map((chain) => chain.name));
  if (names.size !== chains.length) throw new Error('two chains have one name');
  for (const { name, rules } of chains) {
    if (restoreChainName(name).length > CHAIN_NAME_BYTES) throw new Error(`chain name ${name} is too long`);
    // The emitters write rule by rule: a chain whose lines stand otherwise would be another chain in the kernel.
    if (rules.some(({ rule }, index) => rule < (rules[index - 1]?.rule ?? 0)))
      throw new Error(`the lines of chain ${name} do not follow the numbers of their rules`);
    for (const { target, rule } of rules) {
      if (target.kind === 'jump' && !names.has(target.chain))
        throw new Error(`rule ${rule} jumps to ${target.chain}, which is no chain`);
    }
  }
  const reachable = (entry: 'INPUT' | 'OUTPUT' | 'FORWARD') => reach(program, program.entries[entry].name);
  for (const hook of ['INPUT', 'OUTPUT'] as const) {
    for (const { rules } of reachable(hook)) {
      const stray = rules.find(({ matches }) => matches.some((match) => match.kind === 'physdev-out'));
      if (stray)
        throw new Error(`rule ${stray.rule} asks for a bridge's outgoing port in ${hook}, where the kernel has none`);
    }
  }
  for (const hook of ['INPUT', 'FORWARD'] as const) {
    for (const { rules } of reachable(hook)) {
      const stray = rules.find(({ matches }) => matches.some((match) => match.kind === 'owner'));
      if (stray) throw new Error(`rule ${stray.rule} asks for a user in ${hook}, where the kernel knows none`);
    }
  }
  return program;
}

function reach(program: Program, entry: string) {
  const byName = new Map(allChains(program).map((chain) => [chain.name, chain]));
  const seen = new Set<string>();
  const queue = [entry];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    for (const { target } of byName.get(name)?.rules ?? []) if (target.kind === 'jump') queue.push(target.chain);
  }
  return [...seen].flatMap((name) => byName.get(name) ?? []);
}
