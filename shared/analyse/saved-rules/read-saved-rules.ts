import { naturalOrder } from './natural-order.ts';
import type { SavedChain, SavedLine, SavedRules } from './saved-rules.ts';

/**
 * Reads what `firewall.sh save` and `render` write of one part of the kernel: an `iptables-save` or `ebtables-save` table
 * with our jumps as `#hook` comments, or a listing of nftables. Packet counters, dates, the order in which chains were made
 * and the order of a set's elements decide nothing, and are gone afterwards.
 */
export function readSavedRules(text: string): SavedRules {
  const chains = /^table /m.test(text) ? readNftables(text) : readTables(text);
  return {
    chains: [...chains]
      .map(([name, lines]): SavedChain => ({ name, lines }))
      .sort((one, other) => naturalOrder(one.name, other.name)),
  };
}

function readTables(text: string): Map<string, SavedLine[]> {
  const chains = new Map<string, SavedLine[]>();
  let prefix = '';
  for (const raw of text.split('\n')) {
    const line = raw.replace(/^\[\d+:\d+\] /, '').trimEnd();
    if (line.startsWith('*')) prefix = line === '*filter' ? '' : `${line.slice(1)} `;
    else if (line.startsWith(':')) chainOf(chains, prefix + (line.slice(1).split(' ')[0] ?? ''));
    else if (line.startsWith('-A ')) chainOf(chains, prefix + (line.split(' ')[1] ?? '')).push({ text: line });
    else if (line.startsWith('#hook ')) {
      // The place counts: what stands before our jump is judged before us.
      const [, chain = '', place = '', ...rest] = line.split(' ');
      chainOf(chains, prefix + chain).push({ text: `-I ${chain} ${place} ${rest.join(' ')}` });
    }
  }
  return chains;
}

function readNftables(text: string): Map<string, SavedLine[]> {
  const chains = new Map<string, SavedLine[]>();
  let lines: SavedLine[] | undefined;
  let elements: string | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#') || /^(?:add |delete )?table /.test(line)) continue;
    const opened = /^(chain|set) (\S+) \{$/.exec(line);
    if (opened !== null) {
      lines = chainOf(chains, opened[1] === 'set' ? `set ${opened[2]}` : (opened[2] ?? ''));
    } else if (elements === undefined && line === '}') {
      lines = undefined;
    } else if (lines !== undefined) {
      // A list of elements goes over any number of lines.
      const list: string = elements === undefined ? line : `${elements} ${line}`;
      elements = list.startsWith('elements = {') && !list.endsWith('}') ? list : undefined;
      if (elements === undefined) lines.push(...linesOf(list));
    }
  }
  return chains;
}

function linesOf(text: string): SavedLine[] {
  const list = /^elements = \{(.*)\}$/.exec(text)?.[1];
  if (list === undefined) return [{ text: text.replaceAll(/ counter packets \d+ bytes \d+/g, '') }];
  return list
    .split(',')
    .map((element) => element.trim())
    .filter((element) => element !== '')
    .sort(naturalOrder)
    .map((element) => ({ text: element }));
}

function chainOf(chains: Map<string, SavedLine[]>, name: string): SavedLine[] {
  const known = chains.get(name);
  if (known !== undefined) return known;
  const lines: SavedLine[] = [];
  chains.set(name, lines);
  return lines;
}
