import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Document, Profile } from '../../document/document.ts';
import { parseDocument } from '../../document/parse.ts';
import { parseAddress } from '../../net/address.ts';
import { compile } from '../compile.ts';
import { checkOrder } from './check-order.ts';
import { parseRules } from './parse-rules.ts';
import { type ProbedPacket, probeText } from './probe-text.ts';

/**
 * Texts that let through what they should have stopped, each made of our own by one edit; what the edit changes is shown by a
 * packet where one can show it. They were written against the checker, which missed most of them.
 */
function documentOf(name: string): Document {
  const { document } = parseDocument(readFileSync(`shared/compiler/cases/${name}/document.bridgewarden.json`, 'utf8'));
  if (!document) throw new Error(`${name} does not parse`);
  return document;
}

function emitted(name: string, profile: Profile = 'readable') {
  const [host] = compile(documentOf(name), { style: 'restore', profile }).hosts;
  if (!host) throw new Error(`${name} does not compile`);
  return { text: host.listings['rules.v4']?.text ?? '', rules: host.rules };
}

const ours = emitted('single-bridge');
const scaled = emitted('single-bridge-scaled', 'scaled');

/** The text with a line put before another one, or in its place. */
function edit(text: string, line: string, ...put: readonly string[]): string {
  const lines = text.split('\n');
  const at = lines.indexOf(line);
  if (at < 0) throw new Error(`there is no line ${line}`);
  lines.splice(at, 1, ...put);
  return lines.join('\n');
}

const above = (line: string, ...put: readonly string[]) => edit(ours.text, line, ...put, line);
const instead = (line: string, ...put: readonly string[]) => edit(ours.text, line, ...put);

function packet(of: Partial<Omit<ProbedPacket, 'source' | 'destination'>> & { source: string; destination: string }) {
  const [source, destination] = [parseAddress(of.source), parseAddress(of.destination)];
  if (!source || !destination) throw new Error('the packet has no addresses');
  return { protocol: 'tcp', sourcePort: 40000, destinationPort: 22, state: 'NEW', ...of, source, destination } as const;
}

const BETWEEN = { physdevIn: 'vk63', physdevOut: 'vk64', inInterface: 'virbr6', outInterface: 'virbr6' };
/** As kali3 would send it who took over a connection of kali5's. */
const FORGED = packet({ ...BETWEEN, source: '192.168.50.15', destination: '192.168.50.14', state: 'ESTABLISHED' });
const HONEST = packet({ ...BETWEEN, source: '192.168.50.13', destination: '192.168.50.14' });
const LOG_21 = '-A BW_In_RULE_21 -j LOG --log-level info --log-prefix "RULE 21 -- DENY "';
const LOG_40 =
  '-A BW_RULE_40 -m limit --limit 5/second --limit-burst 20 -j LOG --log-level info --log-prefix "RULE 40 -- DENY "';
const SECTION_1 = '# ==== section 1: OUT DENY, guest ports ====';
const SECTION_5 = '# ==== section 5: IN ACCEPT, guest ports ====';
const SECTION_8 = '# ==== section 8: established connections ====';

describe('the checker sees', () => {
  test.each<[what: string, text: string, shown?: [chain: string, packet: ProbedPacket]]>([
    [
      'a return in a denial’s chain that leaves everybody alone',
      above(LOG_21, '-A BW_In_RULE_21 -j RETURN'),
      ['BW_FORWARD', FORGED],
    ],
    [
      'a return there that leaves all TCP alone',
      above(LOG_21, '-A BW_In_RULE_21 -p tcp -j RETURN'),
      ['BW_FORWARD', FORGED],
    ],
    [
      'a return there by the wrong end',
      above(LOG_21, '-A BW_In_RULE_21 -d 192.168.50.14 -j RETURN'),
      ['BW_FORWARD', FORGED],
    ],
    [
      'a denial for some states only',
      instead('-A BW_In_RULE_21 -j DROP', '-A BW_In_RULE_21 -m state --state NEW -j DROP'),
      ['BW_FORWARD', FORGED],
    ],
    [
      'a denial for one protocol only',
      instead('-A BW_In_RULE_21 -j DROP', '-A BW_In_RULE_21 -p udp -j DROP'),
      ['BW_FORWARD', FORGED],
    ],
    [
      'a limit on the denial instead of on its log',
      instead('-A BW_In_RULE_21 -j DROP', '-A BW_In_RULE_21 -m limit --limit 5/second -j DROP'),
    ],
    [
      'a denial that accepts, where no denial follows',
      instead('-A BW_Out_RULE_28 -j DROP', '-A BW_Out_RULE_28 -j ACCEPT'),
      ['BW_OUTPUT', packet({ outInterface: 'vmh2', source: '192.168.50.9', destination: '192.168.50.14' })],
    ],
    ['a return in the chain of the default drop', above(LOG_40, '-A BW_RULE_40 -j RETURN'), ['BW_FORWARD', HONEST]],
    [
      'an acceptance in the chain of the default drop',
      above(LOG_40, '-A BW_RULE_40 -p tcp -j ACCEPT'),
      ['BW_FORWARD', HONEST],
    ],
    [
      'a default drop for one protocol only',
      instead('-A BW_FORWARD -i virbr6 -j BW_RULE_40', '-A BW_FORWARD -i virbr6 -p udp -j BW_RULE_40').replace(
        '-A BW_FORWARD -o virbr6 -j BW_RULE_40',
        '-A BW_FORWARD -o virbr6 -p udp -j BW_RULE_40',
      ),
      ['BW_FORWARD', HONEST],
    ],
    [
      'an acceptance among the safety rules that no denial overlaps',
      above(SECTION_1, '-A BW_OUTPUT -o eth7 -j ACCEPT'),
      ['BW_OUTPUT', packet({ outInterface: 'eth7', source: '10.1.1.1', destination: '10.1.1.2' })],
    ],
    [
      "a way in over a bridge by a guest's port, for the whole network",
      above(
        SECTION_1,
        '-A BW_FORWARD -m physdev --physdev-is-bridged --physdev-in vk63 --physdev-out vk64 -s 192.168.50.0/24 -d 192.168.50.14 -p tcp -m tcp --dport 22 -m state --state NEW,ESTABLISHED -j ACCEPT',
      ),
      ['BW_FORWARD', FORGED],
    ],
    [
      "a way in to the host by a guest's port, for the whole network",
      above(
        SECTION_1,
        '-A BW_INPUT -i virbr6 -m physdev --physdev-in vk63 -s 192.168.50.0/24 -p tcp -m tcp --dport 22 -m state --state NEW,ESTABLISHED -j ACCEPT',
      ),
      [
        'BW_INPUT',
        packet({
          physdevIn: 'vk63',
          inInterface: 'virbr6',
          source: '192.168.50.15',
          destination: '192.168.50.1',
        }),
      ],
    ],
    [
      'a way in over whatever bridge',
      above(
        SECTION_1,
        '-A BW_FORWARD -s 192.168.50.15 -p tcp -m tcp --dport 22 -m state --state NEW,ESTABLISHED -j ACCEPT',
      ),
      ['BW_FORWARD', FORGED],
    ],
    [
      'answers that the host is to take from anywhere',
      above(
        SECTION_1,
        '-A BW_INPUT -d 192.168.50.1 -p tcp -m tcp --sport 22 -m state --state ESTABLISHED,RELATED -j ACCEPT',
      ),
    ],
    [
      'an established rule for packets that belong to no connection',
      instead(
        '-A BW_FORWARD -i virbr6 -m state --state ESTABLISHED,RELATED -j ACCEPT',
        '-A BW_FORWARD -i virbr6 -m state --state ESTABLISHED,RELATED,INVALID -j ACCEPT',
      ),
      ['BW_FORWARD', { ...HONEST, state: 'INVALID' }],
    ],
    [
      "an acceptance of replies among the users' rules, in a chain of its own",
      instead(
        SECTION_5,
        SECTION_5,
        '-A BW_FORWARD -m physdev --physdev-in vk64 -j BW_replies',
        '-A BW_replies -m state --state RELATED -j ACCEPT',
      ),
    ],
    [
      'a routed rule that does not say that it is routed',
      above(SECTION_8, '-A BW_FORWARD -i virbr6 -s 192.168.50.13 -m state --state NEW -j ACCEPT'),
      ['BW_FORWARD', HONEST],
    ],
    ['a line in the built-in chain itself', above(SECTION_1, '-A FORWARD -j ACCEPT')],
    [
      'a target that is no chain and no verdict of ours',
      instead(SECTION_5, SECTION_5, '-A BW_FORWARD -m physdev --physdev-in vk63 -j NFQUEUE'),
    ],
    ['a line above the first heading', edit(ours.text, '*filter', '*filter', '-A BW_OUTPUT -o eth7 -j ACCEPT')],
    [
      'an exception behind what it is an exception of',
      instead(
        '-A BW_In_RULE_36_1 -d 192.168.50.14 -j BW_In_RULE_36',
        '-A BW_In_RULE_36_1 -j BW_In_RULE_36',
        '-A BW_In_RULE_36 -d 192.168.50.15 -j RETURN',
      ),
    ],
    [
      "another section's line at the end of a tree of ports",
      edit(scaled.text, SECTION_5, SECTION_5, '-A BW_F3_ins_vk -p tcp -j ACCEPT'),
    ],
    [
      "a return amid the users' rules",
      edit(scaled.text, SECTION_5, SECTION_5, '-A BW_FORWARD -m physdev --physdev-in vk63 -j RETURN'),
    ],
  ])('%s', (_what, text, shown) => {
    const { text: base } = text.includes(':BW_F3_ins_vk ') ? scaled : ours;
    expect(checkOrder(base)).toEqual([]);
    if (shown) {
      const verdict = (rules: string) => probeText(parseRules(rules), ...shown).verdict;
      expect(verdict(text)).not.toBe(verdict(base));
    }
    expect(checkOrder(text)).not.toEqual([]);
  });

  test.each([
    '-I BW_FORWARD 1 -j ACCEPT',
    '$IPTABLES -I BW_FORWARD -j ACCEPT',
    '$IPTABLES -t filter -A BW_FORWARD -j ACCEPT',
    ' -A BW_FORWARD -j ACCEPT',
    '[0:0] -A BW_FORWARD -j ACCEPT',
    '-F BW_FORWARD',
    '$IPTABLES -P FORWARD ACCEPT',
    'iptables -A BW_FORWARD -j ACCEPT',
    '*mangle',
  ])('a command that it would not read: %s', (line) => {
    expect(() => checkOrder(above(SECTION_1, line))).toThrow('unknown command');
  });

  test("a denial under the heading of the users' rules, behind an acceptance", () => {
    const guard = '-A BW_FORWARD -m physdev --physdev-in vk42 ! -s 192.168.50.12 -j BW_In_RULE_24';
    const text = edit(
      ours.text,
      guard,
      SECTION_5,
      '-A BW_FORWARD -m physdev --physdev-in vk42 -m state --state NEW -j ACCEPT',
      guard,
    );
    const lies = (of: string) => checkOrder(of, undefined, ours.rules).map(({ message }) => message);
    expect(lies(ours.text)).toEqual([]);
    expect(lies(text)).toContainEqual(expect.stringContaining('its rule is of in-deny-ports'));
  });

  test("a derived denial that a pass has put among the users' rules", () => {
    const rules = ours.rules.map((rule) => (rule.number === 36 ? { ...rule, origin: withoutRule(rule.origin) } : rule));
    const denying = rules.map((rule) => (rule.number === 36 ? { ...rule, action: 'deny' as const } : rule));
    const messages = checkOrder(ours.text, undefined, denying).map(({ message }) => message);
    expect(messages).toContainEqual(expect.stringContaining("stands among the users' rules"));
  });
});

function withoutRule<T extends { readonly rule?: unknown }>({ rule: _, ...origin }: T) {
  return origin;
}

describe('the checker takes no offence at', () => {
  test("an administrator who is a guest with several addresses, and comes by that guest's port", () => {
    const document = documentOf('two-addresses');
    const hosts = document.hosts.map((host) => ({
      ...host,
      settings: { ...host.settings, adminAccess: ['10.20.0.11/32', '10.20.0.12/32'] },
    }));
    for (const profile of ['readable', 'scaled'] as const) {
      const { findings, hosts: compiled } = compile({ ...document, hosts }, { profile });
      expect(findings.filter(({ code }) => code === 'order-contract')).toEqual([]);
      expect(compiled[0]?.listings['rules.v4']?.text).toContain('--physdev-in tap1');
    }
  });
});
