import { splitWords } from '../../../shared/compiler/prove/split-words.ts';

/** How the conditions of a line are said in few words; `!` before them says "not". */
const WORDS: Readonly<Record<string, string>> = {
  '--physdev-in': 'in by',
  '--physdev-out': 'out by',
  '-i': 'in by',
  '-o': 'out by',
  '-s': 'from',
  '-d': 'to',
  '--src-range': 'from',
  '--dst-range': 'to',
  '-p': '',
  '--sport': 'from port',
  '--sports': 'from ports',
  '--dport': 'port',
  '--dports': 'ports',
  '--icmp-type': 'type',
  '--icmpv6-type': 'type',
  '--state': '',
  '--uid-owner': 'user',
  '--weekdays': '',
  '--timestart': 'since',
  '--timestop': 'until',
  '--arp-ip-src': 'claiming',
  '--arp-mac-src': 'claiming',
};

/**
 * What the lines of one compiled rule match, in a few words for a table: `out by vk42 · not to 192.168.50.12`. Of several lines
 * the first says it, with how many more there are.
 */
export function matchWords(lines: readonly string[]): string {
  const telling = lines.filter((line) => !/ -j (LOG|RETURN)\b/.test(line));
  const first = telling[0] ?? lines[0];
  if (first === undefined) return '';
  // A line that only leads to the rule's own chain says where; the exceptions in that chain say whom.
  const exceptions = lines.filter((line) => / -j RETURN\b/.test(line)).map((line) => conditionsOf(line).join(' '));
  const parts = [...conditionsOf(first), ...exceptions.slice(0, 2).map((words) => `not ${words}`)];
  const more = exceptions.length > 2 ? exceptions.length - 2 : 0;
  return [...parts, ...(more > 0 ? [`and ${more} more`] : [])].join(' · ');
}

function conditionsOf(line: string): string[] {
  const words = splitWords(line);
  const conditions: string[] = [];
  for (let at = words.indexOf('-A') + 2; at < words.length; at += 1) {
    let flag = words[at] ?? '';
    let negated = flag === '!';
    if (negated) {
      at += 1;
      flag = words[at] ?? '';
    }
    // ebtables puts the sign behind the flag.
    if (words[at + 1] === '!') {
      negated = true;
      at += 1;
    }
    if (flag === '-j') break;
    const said = WORDS[flag];
    if (said === undefined) continue;
    at += 1;
    conditions.push([negated ? 'not' : '', said, words[at] ?? ''].filter((word) => word !== '').join(' '));
  }
  return conditions;
}
