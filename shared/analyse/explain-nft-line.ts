import type { ExplainedLine, ExplainedPart } from './explain-line.ts';

/** One piece of a rule: how it begins at the current place, and what it says. */
interface Clause {
  readonly pattern: RegExp;
  readonly words: (match: RegExpExecArray) => string;
}

/** What a field of a set's key is called. */
const FIELDS: Readonly<Record<string, string>> = {
  'ether saddr': 'source MAC address',
  'ether daddr': 'destination MAC address',
  'arp saddr ether': 'ARP sender MAC address',
  'arp saddr ip': 'ARP sender address',
  'arp daddr ip': 'address that the ARP message asks for',
  '@th,64,128': 'address that the neighbour message is about',
  '@th,208,48': 'MAC address that the neighbour message gives',
};

const ETHERTYPES: Readonly<Record<string, string>> = {
  ip: 'IPv4',
  ip6: 'IPv6',
  arp: 'ARP',
  '8021q': 'VLAN-tagged (802.1Q)',
  '8021ad': 'provider-tagged (802.1ad)',
  '0x8035': 'RARP',
};

const ICMP: Readonly<Record<string, string>> = {
  'nd-neighbor-advert': 'neighbour advertisement',
  'nd-neighbor-solicit': 'neighbour solicitation',
  'nd-router-advert': 'router advertisement',
  'nd-redirect': 'redirect',
};

const PORTS: Readonly<Record<string, string>> = { '68': 'a DHCP client', '546': 'a DHCPv6 client' };

const members = (text: string): readonly string[] => text.replace(/^\{\s*|\s*\}$/g, '').split(/,\s*/);
const named = (names: Readonly<Record<string, string>>, text: string): string =>
  members(text)
    .map((each) => names[each] ?? each)
    .join(' or ');
const place = (hook: string): string => (hook === 'oifname' ? 'leaves' : 'enters');

/** Tried from the first to the last at each place (nft(8), EXPRESSIONS and PAYLOAD EXPRESSIONS). */
const CONDITIONS: readonly Clause[] = [
  {
    pattern: /(iifname|oifname) \. (ether [sd]addr|arp [sd]addr (?:ip|ether)|@th,\d+,\d+) (!= )?@(\w+)/y,
    words: ([, hook = '', field = '', not, set]) =>
      `${place(hook)} by a port that the set ${set} ${not ? 'does not have' : 'has'} together with its ${FIELDS[field] ?? field}`,
  },
  {
    pattern: /(iifname|oifname) (!= )?@(\w+)/y,
    words: ([, hook = '', not, set]) => `${place(hook)} by a port that is ${not ? 'not ' : ''}in the set ${set}`,
  },
  {
    pattern: /ether daddr & ff:ff:ff:ff:ff:f0 == 01:80:c2:00:00:00/y,
    words: () => 'is sent to the bridge group itself (01:80:c2:00:00:0x)',
  },
  {
    pattern: /ether daddr & 01:00:00:00:00:00 == 00:00:00:00:00:00/y,
    words: () => 'is for one station alone, not for a group',
  },
  {
    pattern: /ether type (!= )?(\{[^}]*\}|\w+)/y,
    words: ([, not, types = '']) => `is ${not ? 'not ' : ''}${named(ETHERTYPES, types)}`,
  },
  {
    pattern: /vlan id (\d+)/y,
    words: ([, id]) => (id === '0' ? 'carries a priority tag (VLAN 0)' : `is of VLAN ${id}`),
  },
  { pattern: /arp operation (\w+)/y, words: ([, operation]) => `is an ARP ${operation}` },
  {
    pattern: /arp saddr ip 0\.0\.0\.0/y,
    words: () => 'claims no sender address: a probe whether somebody has one',
  },
  {
    pattern: /ip6 saddr (!= )?::(?![\w:])/y,
    words: ([, not]) => `${not ? 'has' : 'has no'} source address${not ? '' : ' yet'}`,
  },
  {
    pattern: /icmpv6 type (!= )?(\{[^}]*\}|[\w-]+)/y,
    words: ([, not, types = '']) => `is ${not ? 'no' : 'a'} ${named(ICMP, types)}, behind extension headers too`,
  },
  { pattern: /udp dport (\d+)/y, words: ([, port = '']) => `is for ${PORTS[port] ?? `UDP port ${port}`}` },
  {
    pattern:
      /(?:exthdr frag exists|frag more-fragments [01]|frag frag-off (?:!= )?[^ ]+|ip frag-off [^ ]+ [^ ]+ [^ ]+)/y,
    words: ([text]) => (text.includes('!= 0') ? 'is a fragment, but not the first' : 'is a fragment'),
  },
  { pattern: /ip6 nexthdr (?:ipv6-)?icmpv?6?/y, words: () => 'is ICMPv6 without extension headers' },
  { pattern: /ip6 length (\d+)/y, words: ([, length]) => `has ${length} bytes behind its IPv6 header` },
  {
    pattern: /@th,192,16 0x0201/y,
    words: () => 'gives a MAC address in its first option',
  },
  { pattern: /@nh,48,16 3/y, words: () => 'is a request for an address by MAC' },
];

const VERDICTS: readonly Clause[] = [
  { pattern: /drop(?=$|\s)/y, words: () => 'is dropped' },
  { pattern: /accept(?=$|\s)/y, words: () => 'may pass this hook' },
  { pattern: /return(?=$|\s)/y, words: () => 'goes back to where it came from in these rules' },
  { pattern: /jump (\w+)/y, words: ([, chain]) => `goes on in the chain ${chain}` },
];

const HOOKS: Readonly<Record<string, string>> = {
  prerouting: 'every frame that enters a bridge, before the bridge learns from it',
  input: 'every frame for the host itself',
  forward: 'every frame that goes from one port to another',
  output: 'every frame that the host itself sends over a bridge',
};

/**
 * Says in words what a line of our nftables table means: each of its conditions, and all of it in a sentence. `undefined` for a line that is
 * no statement (a comment, an element of a set, a brace).
 */
export function explainNftLine(line: string): ExplainedLine | undefined {
  const from = line.length - line.trimStart().length;
  const text = line.trimEnd();
  const heading = explainHeading(text.slice(from));
  if (heading !== undefined)
    return { summary: heading, parts: [{ from, to: text.length, words: heading }], unknown: [] };
  if (!/(?:^|\s)(?:drop|accept|return|jump \w+)$/.test(text)) return undefined;
  return explainRule(text, from);
}

function explainHeading(text: string): string | undefined {
  const [, hook = ''] = /^type filter hook (\w+) priority/.exec(text) ?? [];
  if (hook !== '')
    return `Here comes ${HOOKS[hook] ?? `what passes the hook ${hook}`}; what nothing below drops, passes.`;
  const [, kind, name] = /^(set|chain|table bridge) (\w+) \{$/.exec(text) ?? [];
  if (kind === 'set') return `The set ${name}: one look-up tells whether something is in it, however many there are.`;
  if (kind === 'chain') return `The chain ${name}: its rules are tried from the first to the last.`;
  if (kind !== undefined)
    return `The table ${name} of the family bridge: all of it is loaded at once, or nothing of it.`;
  if (/^(add|delete) table bridge/.test(text))
    return 'Makes way for the new table; before the new one is in force, the old one is.';
  return undefined;
}

function explainRule(text: string, start: number): ExplainedLine {
  const parts: ExplainedPart[] = [];
  const conditions: string[] = [];
  const unknown: string[] = [];
  let verdict = '';
  let at = start;
  while (at < text.length) {
    const found = read(CONDITIONS, text, at) ?? read(VERDICTS, text, at);
    if (found === undefined) {
      const [word = ''] = /\S+/.exec(text.slice(at)) ?? [];
      unknown.push(word);
      at += Math.max(1, word.length);
    } else {
      parts.push({ from: at, to: found.to, words: found.words });
      if (found.verdict) verdict = found.words;
      else conditions.push(found.words);
      at = found.to;
    }
    while (text[at] === ' ') at += 1;
  }
  const who = conditions.length === 0 ? 'Everything that comes here' : `What ${conditions.join(' and ')}`;
  return { summary: `${who} ${verdict}.`, parts, unknown };
}

function read(clauses: readonly Clause[], text: string, at: number) {
  for (const { pattern, words } of clauses) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return { to: at + match[0].length, words: words(match), verdict: clauses === VERDICTS };
  }
  return undefined;
}
