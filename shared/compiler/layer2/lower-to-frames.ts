import type { Id } from '../../document/document.ts';
import { mergeToCidrs } from '../../net/cidrs.ts';
import type { FrameChain, FrameLine, FrameMatch, FrameTable, FrameTarget } from './frame-match.ts';
import type { GuardKind, GuardRule } from './guard-rule.ts';

const DROP: FrameTarget = { kind: 'drop' };
const RETURN: FrameTarget = { kind: 'return' };
const DHCP_CLIENT = { 4: 68, 6: 546 } as const;
const ROUTER_ADVERTISEMENT = 134;
const REDIRECT = 137;
/** What a host that probes an address before it takes it gives as its own (RFC 5227). */
const NO_ADDRESS = '0.0.0.0/32';

const TAGGED = 'BW_TAGGED';
const SERVICE_TAG: FrameMatch = { kind: 'ethertype', type: '802.1ad' };
const TAGS: readonly FrameMatch[] = [{ kind: 'ethertype', type: '802.1q' }, SERVICE_TAG];
/** Behind these a packet reaches a receiver that knows no VLAN: it takes a priority tag off, and so the next one. */
const HIDING_TAGS: readonly FrameMatch[] = [{ kind: 'vlan-id', id: 0 }, SERVICE_TAG];

/**
 * Turns layer-2 rules into ebtables chains: for each port one chain for what enters by it and one for what leaves by it.
 * Every line either drops or goes on: accepting is left to others, so that foreign rules behind ours still count.
 */
export function lowerToFrames(rules: readonly GuardRule[]): FrameTable[] {
  if (rules.length === 0) return [];
  const builder = new FrameBuilder();
  for (const rule of rules) LOWERING[rule.kind](builder, rule);
  return builder.tables();
}

const LOWERING: Readonly<Record<GuardKind, (builder: FrameBuilder, rule: GuardRule) => void>> = {
  unused: (builder, rule) => {
    builder.beforeLearning(rule, [], DROP);
    builder.entering(rule, [], DROP);
    builder.leaving(rule, [], DROP);
  },
  tags: (builder, rule) => {
    const { kind, trunk } = rule.guard;
    if (kind === 'guest' && !trunk) {
      builder.tagged(rule, [], DROP);
      for (const match of TAGS) builder.leaving(rule, [match], DROP);
      return;
    }
    for (const match of HIDING_TAGS) builder.tagged(rule, [match], DROP);
    // What comes to the host by a NIC in a VLAN is for an interface of its own there.
    if (!trunk) for (const match of TAGS) builder.entering(rule, [match], DROP);
  },
  mac: (builder, rule) => {
    const foreign: FrameMatch = { kind: 'source-mac', mac: rule.guard.mac ?? '', negated: true };
    // The bridge learns between nat PREROUTING and filter FORWARD: dropped here, a stolen MAC moves no entry of its
    // forwarding table. Frames for the bridge group (01:80:c2:00:00:02 to 0f) skip PREROUTING: hence both.
    builder.beforeLearning(rule, [foreign], DROP);
    builder.entering(rule, [foreign], DROP);
  },
  'inside-mac': (builder, rule) => {
    for (const mac of rule.guard.inside?.macs ?? []) {
      builder.fromOutside(rule, [{ kind: 'source-mac', mac, negated: false }], DROP);
    }
  },
  flood: (builder, rule) => {
    builder.leaving(rule, [{ kind: 'destination-mac', mac: rule.guard.mac ?? '' }], RETURN);
    builder.leaving(rule, [{ kind: 'to-one-station' }], DROP);
  },
  arp: (builder, rule) => {
    const { port, arp = [], claimedMac } = rule.guard;
    const chain = `BW_ARP_${port}`;
    const arpFrame: FrameMatch = { kind: 'ethertype', type: 'arp' };
    const add = (matches: readonly FrameMatch[], target: FrameTarget) =>
      builder.append(chain, rule, [arpFrame, ...matches], target);
    builder.entering(rule, [arpFrame], { kind: 'jump', chain });
    if (claimedMac !== undefined) add([{ kind: 'arp-sender-mac', mac: claimedMac, negated: true }], DROP);
    const own = mergeToCidrs(arp);
    for (const cidr of own) add([{ kind: 'arp-sender', cidr }], RETURN);
    // A probe for an address of one's own. For another's it would keep that one from ever taking it (RFC 5227, 2.1.1).
    for (const cidr of own) {
      add([{ kind: 'arp-request' }, { kind: 'arp-sender', cidr: NO_ADDRESS }, { kind: 'arp-target', cidr }], RETURN);
    }
    builder.append(chain, rule, [], DROP);
  },
  'inside-arp': (builder, rule) => {
    const chain = `BW_ARP_${rule.guard.port}`;
    const arpFrame: FrameMatch = { kind: 'ethertype', type: 'arp' };
    const inside = mergeToCidrs(rule.guard.inside?.arp ?? []);
    const add = (...matches: readonly FrameMatch[]) => builder.appendEarly(chain, rule, [arpFrame, ...matches], DROP);
    builder.fromOutside(rule, [arpFrame], { kind: 'jump', chain });
    for (const cidr of inside) add({ kind: 'arp-sender', cidr });
    // A probe from outside would keep a station inside from ever taking its address.
    for (const cidr of inside) add({ kind: 'arp-sender', cidr: NO_ADDRESS }, { kind: 'arp-target', cidr });
  },
  neighbour: statedElsewhere,
  'inside-neighbour': statedElsewhere,
  fragments: (builder, rule) => builder.entering(rule, [{ kind: 'later-fragment' }], DROP),
  dhcp: (builder, rule) => {
    for (const family of [4, 6] as const) {
      builder.entering(rule, [{ kind: 'udp-destination', family, port: DHCP_CLIENT[family] }], DROP);
    }
  },
  router: (builder, rule) => {
    for (const type of [ROUTER_ADVERTISEMENT, REDIRECT]) {
      builder.entering(rule, [{ kind: 'icmpv6-type', type }], DROP);
    }
  },
  ethertypes: (builder, rule) => {
    const plain = ['ipv4', 'arp', 'ipv6'] as const;
    const tagged = rule.guard.trunk ? (['802.1q'] as const) : [];
    for (const type of [...plain, ...tagged]) builder.entering(rule, [{ kind: 'ethertype', type }], RETURN);
    // What QEMU says of a guest that has arrived. An answer (opcode 4) would give a booting machine a false address.
    if (rule.guard.migration) builder.entering(rule, [{ kind: 'rarp-request' }], RETURN);
    builder.entering(rule, [], DROP);
  },
};

function statedElsewhere(): never {
  throw new Error('ebtables cannot look into a neighbour advertisement: rules.v6 binds it');
}

class FrameBuilder {
  readonly #dispatch = new Map<string, FrameLine[]>([
    ['BW_PREROUTING', []],
    ['BW_FORWARD', []],
    ['BW_INPUT', []],
    ['BW_OUTPUT', []],
  ]);
  readonly #chains = new Map<string, FrameLine[]>();
  /** Of the table that frames meet before the bridge learns from them. */
  readonly #early = new Map<string, FrameLine[]>();
  readonly #taggedAt: Id[] = [];

  /** What enters by the rule's port, on its way to other ports and, from guests, to the host itself. */
  entering(rule: GuardRule, matches: readonly FrameMatch[], target: FrameTarget): void {
    const { port, kind } = rule.guard;
    const chain = `BW_IN_${port}`;
    // What the outside says to the host itself (its own DHCP lease, its switch's LLDP) is not ours to stop.
    const hooks = kind === 'nic' ? ['BW_FORWARD'] : ['BW_FORWARD', 'BW_INPUT'];
    this.#open(chain, hooks, { kind: 'in-port', port }, rule);
    this.append(chain, rule, matches, target);
  }

  /** What leaves by the rule's port, sent by other ports or by the host itself. */
  leaving(rule: GuardRule, matches: readonly FrameMatch[], target: FrameTarget): void {
    const { port } = rule.guard;
    const chain = `BW_OUT_${port}`;
    this.#open(chain, ['BW_FORWARD', 'BW_OUTPUT'], { kind: 'out-port', port }, rule);
    this.append(chain, rule, matches, target);
  }

  beforeLearning(rule: GuardRule, matches: readonly FrameMatch[], target: FrameTarget): void {
    const line = this.#line(rule, [{ kind: 'in-port', port: rule.guard.port }, ...matches], target);
    this.#dispatch.get('BW_PREROUTING')?.push(line);
  }

  /** What a NIC brings, for the host or for others, before the bridge learns from it. */
  fromOutside(rule: GuardRule, matches: readonly FrameMatch[], target: FrameTarget): void {
    const { port, objects } = rule.guard;
    const chain = `BW_OUTSIDE_${port}`;
    if (!this.#early.has(chain)) {
      const jump: FrameTarget = { kind: 'jump', chain };
      this.#dispatch.get('BW_PREROUTING')?.push({ matches: [{ kind: 'in-port', port }], target: jump, objects });
    }
    this.appendEarly(chain, rule, matches, target);
  }

  appendEarly(chain: string, rule: GuardRule, matches: readonly FrameMatch[], target: FrameTarget): void {
    const lines = this.#early.get(chain) ?? [];
    lines.push(this.#line(rule, matches, target));
    this.#early.set(chain, lines);
  }

  /** What carries a tag, before the bridge learns from it: plain frames do not meet these lines. */
  tagged(rule: GuardRule, matches: readonly FrameMatch[], target: FrameTarget): void {
    if (!this.#early.has(TAGGED)) {
      const target: FrameTarget = { kind: 'jump', chain: TAGGED };
      const jumps = TAGS.map((match): FrameLine => ({ matches: [match], target, objects: this.#taggedAt }));
      this.#dispatch.get('BW_PREROUTING')?.unshift(...jumps);
    }
    this.#taggedAt.push(...rule.guard.objects);
    this.appendEarly(TAGGED, rule, [{ kind: 'in-port', port: rule.guard.port }, ...matches], target);
  }

  append(chain: string, rule: GuardRule, matches: readonly FrameMatch[], target: FrameTarget): void {
    const lines = this.#chains.get(chain) ?? [];
    lines.push(this.#line(rule, matches, target));
    this.#chains.set(chain, lines);
  }

  tables(): FrameTable[] {
    const named = (names: readonly string[]): FrameChain[] =>
      names.map((name) => ({ name, lines: this.#dispatch.get(name) ?? [] }));
    const chainsOf = (chains: ReadonlyMap<string, FrameLine[]>) =>
      [...chains].map(([name, lines]): FrameChain => ({ name, lines }));
    return [
      { table: 'nat', hooks: ['PREROUTING'], chains: [...named(['BW_PREROUTING']), ...chainsOf(this.#early)] },
      {
        table: 'filter',
        hooks: ['FORWARD', 'INPUT', 'OUTPUT'],
        chains: [...named(['BW_FORWARD', 'BW_INPUT', 'BW_OUTPUT']), ...chainsOf(this.#chains)],
      },
    ];
  }

  #open(chain: string, hooks: readonly string[], at: FrameMatch, { guard }: GuardRule): void {
    if (this.#chains.has(chain)) return;
    this.#chains.set(chain, []);
    for (const hook of hooks) {
      this.#dispatch.get(hook)?.push({ matches: [at], target: { kind: 'jump', chain }, objects: guard.objects });
    }
  }

  #line({ number, guard }: GuardRule, matches: readonly FrameMatch[], target: FrameTarget): FrameLine {
    return { matches, target, rule: number, objects: guard.objects };
  }
}
