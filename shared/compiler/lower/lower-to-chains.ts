import type { HostView } from '../ir/host-view.ts';
import type { Match, Target } from '../ir/match.ts';
import { type Chain, type ChainRule, entryName, HOOKS, type Program } from '../ir/program.ts';
import type { AddressList, Hook, OrderedRule, Probe } from '../ir/section-rule.ts';
import { DEFAULT_LOG_PREFIX, logPrefix } from './log-prefix.ts';

/** The highest burst that xt_limit takes (libxt_limit.c); iptables refuses a higher one. */
const HIGHEST_BURST = 10_000;

/** The default drop logs this many packets a second at most: enough to see, too few to fill a disk. */
const DEFAULT_LOG_LIMIT: Match = { kind: 'limit', perSecond: 5, burst: 20 };
const DEFAULT_LOG_LEVEL = 'info';

/**
 * Turns numbered rules into chains. A rule that logs, or that needs several lines for one condition, gets chains of its
 * own; lists of several addresses become one helper chain that all ports of the rule share, so that the number of lines
 * grows with guests and not with pairs of guests.
 */
export function lowerToChains(rules: readonly OrderedRule[], view: HostView): Program {
  const builder = new ChainBuilder();
  for (const rule of rules) new RuleLowering(rule, view, builder).run();
  return builder.program(view.family);
}

class ChainBuilder {
  readonly #chains = new Map<string, { rule?: number; rules: ChainRule[] }>();

  constructor() {
    for (const hook of HOOKS) this.open(entryName(hook));
  }

  open(name: string, rule?: number): void {
    if (!this.#chains.has(name)) this.#chains.set(name, { ...(rule === undefined ? {} : { rule }), rules: [] });
  }

  has(name: string): boolean {
    return this.#chains.has(name);
  }

  append(name: string, rule: ChainRule): void {
    const chain = this.#chains.get(name);
    if (!chain) throw new Error(`chain ${name} is not open`);
    chain.rules.push(rule);
  }

  program(family: Program['family']): Program {
    const named = [...this.#chains].map(([name, chain]): Chain => ({ name, ...chain }));
    const entry = (hook: Hook): Chain =>
      named.find((chain) => chain.name === entryName(hook)) ?? { name: entryName(hook), rules: [] };
    const entries = { FORWARD: entry('FORWARD'), INPUT: entry('INPUT'), OUTPUT: entry('OUTPUT') };
    const own = new Set(HOOKS.map(entryName));
    return { family, entries, chains: named.filter((chain) => !own.has(chain.name)) };
  }
}

class RuleLowering {
  readonly #rule: OrderedRule;
  readonly #view: HostView;
  readonly #chains: ChainBuilder;
  readonly #base: string;
  readonly #helpers = new Map<string, Target>();
  readonly #listIds = new Map<AddressList | string, number>();
  #helperCount = 0;

  constructor(rule: OrderedRule, view: HostView, chains: ChainBuilder) {
    this.#rule = rule;
    this.#view = view;
    this.#chains = chains;
    this.#base = `${wayPrefix(rule.probes)}RULE_${rule.number}`;
  }

  run(): void {
    const { probes, conditions, branchChain } = this.#rule;
    const alternatives = this.#rule.sharedAlternatives ? [] : this.#rule.alternatives;
    const verdict = this.#verdict();
    let final: Target | undefined;
    for (const probe of probes) {
      const chain = branchChain ?? entryName(probe.hook);
      this.#chains.open(chain);
      const list = this.#exceptionList(probe);
      if (!list) final ??= this.#shared(this.#exceptions(verdict));
      const next = this.#otherPorts(probe, list ? verdict : (final ?? verdict));
      const { matches, target } = list ? { matches: [], target: list(next) } : this.#ends(probe, next);
      for (const alternative of alternatives.length > 0 ? alternatives : [[]]) {
        this.#append(chain, [...probe.matches, ...matches, ...alternative, ...conditions], target, probe.objects);
      }
    }
  }

  /** What happens to a packet that matches: straight to the verdict, or by a chain that logs first. */
  #verdict(): Target {
    const { verdict, log, logLimited, origin, number } = this.#rule;
    const direct = verdictTarget(verdict);
    if (verdict.kind === 'branch') this.#chains.open(verdict.chain);
    if (!log) return direct ?? { kind: 'return' };
    const {
      logPrefix: template = DEFAULT_LOG_PREFIX,
      logLevel = DEFAULT_LOG_LEVEL,
      logLimit,
    } = this.#view.host.settings ?? {};
    const limit: Match[] = logLimit
      ? [{ kind: 'limit', perSecond: logLimit, burst: Math.min(HIGHEST_BURST, logLimit * 4) }]
      : [];
    const prefix = logPrefix(template, {
      number,
      verdict,
      id: origin.rule?.rule ?? this.#rule.section,
      chain: this.#base,
    });
    this.#chains.open(this.#base, number);
    this.#append(this.#base, logLimited && limit.length === 0 ? [DEFAULT_LOG_LIMIT] : limit, {
      kind: 'log',
      prefix,
      level: logLevel,
    });
    if (direct) this.#append(this.#base, [], direct);
    return { kind: 'jump', chain: this.#base };
  }

  /** One chain of the alternatives for all probes, where there are many of both. */
  #shared(next: Target): Target {
    if (!this.#rule.sharedAlternatives) return next;
    const chain = this.#openHelper();
    for (const matches of this.#rule.alternatives) this.#append(chain, matches, next);
    return { kind: 'jump', chain };
  }

  /** "None of these services": one chain that returns for each of them, then goes on. */
  #exceptions(next: Target): Target {
    const { except = [] } = this.#rule;
    if (except.length === 0) return next;
    const chain = this.#openHelper();
    for (const matches of except) this.#append(chain, matches, { kind: 'return' });
    this.#append(chain, [], next);
    return { kind: 'jump', chain };
  }

  /** "By none of these ports", coming or going: one chain for all probes that name the same ports. */
  #otherPorts({ hook, notBy = [], notTo = [] }: Probe, next: Target): Target {
    if (notBy.length === 0 && notTo.length === 0) return next;
    const key = JSON.stringify(['other ports', hook, notBy, notTo, next]);
    const known = this.#helpers.get(key);
    if (known) return known;
    const chain = this.#openHelper();
    for (const port of notBy) {
      this.#append(chain, [{ kind: 'physdev-in', port }], { kind: 'return' });
      // What was sent to a link-local group has slipped past the bridge and comes by the port itself (section 4).
      if (hook === 'INPUT') this.#append(chain, [{ kind: 'in-interface', name: port }], { kind: 'return' });
    }
    for (const port of notTo) this.#append(chain, [{ kind: 'physdev-out', port }], { kind: 'return' });
    this.#append(chain, [], next);
    const jump: Target = { kind: 'jump', chain };
    this.#helpers.set(key, jump);
    return jump;
  }

  /** "None of these addresses" is a list of exceptions as well: where it is all a probe asks for, one chain holds both. */
  #exceptionList({ source, destination }: Probe): ((next: Target) => Target) | undefined {
    const { except = [], sharedAlternatives } = this.#rule;
    const list = source ?? destination;
    if (except.length === 0 || sharedAlternatives || !list?.negated || (source && destination)) return undefined;
    if (list.ranges.length < 2) return undefined;
    return (next) => this.#listHelper(source ? 'source' : 'destination', list, next, except);
  }

  /** Single addresses stand in the line itself; lists become helper chains in front of the verdict. */
  #ends(probe: Probe, final: Target): { matches: Match[]; target: Target } {
    const matches: Match[] = [];
    let target = final;
    for (const side of ['destination', 'source'] as const) {
      const list = probe[side];
      if (!list) continue;
      const [only] = list.ranges;
      if (list.ranges.length === 1 && only) matches.unshift({ kind: side, range: only, negated: list.negated });
      else target = this.#listHelper(side, list, target);
    }
    return { matches, target };
  }

  #listHelper(
    side: 'source' | 'destination',
    list: AddressList,
    next: Target,
    except: OrderedRule['except'] = [],
  ): Target {
    const key = JSON.stringify([side, this.#listId(list), next]);
    const known = this.#helpers.get(key);
    if (known) return known;
    const chain = this.#openHelper();
    const target: Target = list.negated ? { kind: 'return' } : next;
    for (const range of list.ranges) this.#append(chain, [{ kind: side, range, negated: false }], target);
    for (const matches of except) this.#append(chain, matches, target);
    if (list.negated) this.#append(chain, [], next);
    const jump: Target = { kind: 'jump', chain };
    this.#helpers.set(key, jump);
    return jump;
  }

  /** The same for equal lists; ports of one segment bring the very same list, whose addresses are read only once. */
  #listId(list: AddressList): number {
    const known = this.#listIds.get(list);
    if (known !== undefined) return known;
    const content = `${list.negated} ${list.ranges.map(({ first, last }) => `${first}-${last}`).join(' ')}`;
    const id = this.#listIds.get(content) ?? this.#listIds.size;
    this.#listIds.set(content, id).set(list, id);
    return id;
  }

  #openHelper(): string {
    this.#helperCount += 1;
    const name = `${this.#base}_${this.#helperCount}`;
    this.#chains.open(name, this.#rule.number);
    return name;
  }

  #append(chain: string, matches: readonly Match[], target: Target, objects?: Probe['objects']): void {
    this.#chains.append(chain, { matches, target, rule: this.#rule.number, ...(objects ? { objects } : {}) });
  }
}

function verdictTarget(verdict: OrderedRule['verdict']): Target | undefined {
  switch (verdict.kind) {
    case 'accept':
      return { kind: 'accept' };
    case 'deny':
      return { kind: 'drop' };
    case 'reject':
      return { kind: 'reject' };
    case 'branch':
      return { kind: 'jump', chain: verdict.chain };
    case 'continue':
      return undefined;
  }
}

/** Firewall Builder's names: `In_` where all packets come in, `Out_` where all go out, nothing where both. */
function wayPrefix(probes: readonly Probe[]): 'In_' | 'Out_' | '' {
  const ways = new Set(probes.map(wayOf));
  const [way] = ways;
  return ways.size === 1 && way ? way : '';
}

function wayOf({ hook, matches }: Probe): 'In_' | 'Out_' | '' {
  if (hook === 'INPUT') return 'In_';
  if (hook === 'OUTPUT') return 'Out_';
  const kinds = new Set(matches.map((match) => match.kind));
  const comesIn = kinds.has('physdev-in') || kinds.has('in-interface');
  const goesOut = kinds.has('physdev-out') || kinds.has('out-interface');
  return comesIn === goesOut ? '' : comesIn ? 'In_' : 'Out_';
}
