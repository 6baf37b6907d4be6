/**
 * An `iptables-save` text in a form in which two rule sets that do the same to every packet, chain for chain, are equal:
 *
 * - comment lines, packet counters and `-m comment` matches go: none of them decides anything;
 * - `BW_` goes from the start of the rules' own chains: the two script styles differ in it. The twins of the built-in
 *   chains (`BW_FORWARD`) keep it, or they would be taken for the built-in ones;
 * - the declarations of the chains are sorted: iptables lists them in the order in which they were made. The rules of a
 *   chain keep their order, and the chains follow each other by name.
 */
export function normaliseRules(saved: string): string {
  const lines = saved
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.replace(/^\[\d+:\d+\] /, '').replace(/ \[\d+:\d+\]$/, ''))
    .map((line) => line.replace(/ -m comment --comment (?:"(?:[^"\\]|\\.)*"|\S+)/g, ''))
    .map((line) => line.replace(/(^:|^-A | -[jg] )BW_(?!(?:INPUT|FORWARD|OUTPUT|PREROUTING|POSTROUTING)\b)/g, '$1'));
  return tablesOf(lines).map(normaliseTable).join('\n');
}

function tablesOf(lines: readonly string[]): string[][] {
  const tables: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('*')) tables.push([line]);
    else tables.at(-1)?.push(line);
  }
  return tables.sort((one, other) => ((one[0] ?? '') < (other[0] ?? '') ? -1 : 1));
}

function normaliseTable(table: readonly string[]): string {
  const chains = table.filter((line) => line.startsWith(':')).sort();
  const rules = table.filter((line) => line.startsWith('-'));
  // A stable sort by chain alone: within a chain the order is the meaning.
  rules.sort((one, other) => compare(chainOf(one), chainOf(other)));
  return [table[0] ?? '', ...chains, ...rules, 'COMMIT', ''].join('\n');
}

function chainOf(rule: string): string {
  return rule.split(' ')[1] ?? '';
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
