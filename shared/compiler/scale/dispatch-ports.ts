import type { Match } from '../ir/match.ts';
import { type Chain, type ChainRule, HOOKS, type Program } from '../ir/program.ts';
import type { Hook, OrderedRule } from '../ir/section-rule.ts';
import { SECTIONS, type Section } from '../result.ts';
import { ChainNames } from './chain-names.ts';
import { type PrefixTree, prefixTree } from './prefix-tree.ts';

/** Fewer ports than this are quicker tried one by one. */
const FEWEST_PORTS = 4;

/** The rule that a line belongs to. */
export type RuleBook = (rule: number) => OrderedRule;

type Way = 'physdev-in' | 'physdev-out' | 'in-interface';

/** How the trees of each way are called. */
const WAY_NAMES: Readonly<Record<Way, string>> = { 'physdev-in': 'in', 'physdev-out': 'out', 'in-interface': 'by' };

/** Lines of one section in a row that each ask for one port, all in the same direction. */
interface Run {
  readonly way: Way;
  readonly section: Section;
  readonly byPort: Map<string, ChainRule[]>;
}

/**
 * Sorts the lines of each section out by port: a packet goes down a tree of name beginnings (`--physdev-in vk4+`) to the
 * lines of its own port and meets no other. Lines about different ports never match one packet, so that their order among
 * each other means nothing; the order of a port's own lines, and of the sections, stays.
 */
export function dispatchPorts(program: Program, rules: RuleBook): Program {
  const writer = new TreeWriter(rules);
  const entry = (hook: Hook): Chain => ({
    ...program.entries[hook],
    rules: runsOf(program.entries[hook].rules, rules).flatMap((run) =>
      'byPort' in run ? (run.byPort.size < FEWEST_PORTS ? inOrder(run) : writer.write(hook, run)) : [run],
    ),
  });
  const [FORWARD, INPUT, OUTPUT] = HOOKS.map(entry);
  if (!FORWARD || !INPUT || !OUTPUT) throw new Error('a built-in chain is missing');
  return { ...program, entries: { FORWARD, INPUT, OUTPUT }, chains: [...program.chains, ...writer.chains] };
}

function runsOf(lines: readonly ChainRule[], rules: RuleBook): (Run | ChainRule)[] {
  const runs: (Run | ChainRule)[] = [];
  let open: Run | undefined;
  for (const line of lines) {
    const { section } = rules(line.rule);
    const at = portOf(line, section);
    if (!at) {
      runs.push(line);
      open = undefined;
      continue;
    }
    if (open?.way !== at.way || open.section !== section) {
      open = { way: at.way, section, byPort: new Map() };
      runs.push(open);
    }
    const own = open.byPort.get(at.port);
    if (own) own.push(line);
    else open.byPort.set(at.port, [line]);
  }
  return runs;
}

function portOf({ matches }: ChainRule, section: Section): { way: Way; port: string } | undefined {
  const [first] = matches.filter((match) => match.kind === 'physdev-in' || match.kind === 'physdev-out');
  if (first) return first.begins === true ? undefined : { way: first.kind, port: first.port };
  // A host has few interfaces, but each of its ports is denied as if it were one.
  if (section !== 'deny-host-interfaces') return undefined;
  const by = matches.find((match) => match.kind === 'in-interface');
  return by && by.begins !== true ? { way: by.kind, port: by.name } : undefined;
}

function inOrder(run: Run): ChainRule[] {
  return byRule([...run.byPort.values()].flat());
}

class TreeWriter {
  readonly chains: Chain[] = [];
  readonly #names = new ChainNames();
  readonly #rules: RuleBook;
  readonly #runs = new Map<string, number>();
  /** INPUT and FORWARD deny the same at a guest's port: one chain serves both. */
  readonly #known = new Map<string, string>();

  constructor(rules: RuleBook) {
    this.#rules = rules;
  }

  /** The lines that stand in the entry chain for a run; what they jump to is added to the chains. */
  write(hook: Hook, run: Run): ChainRule[] {
    const place = `BW_${hook.charAt(0)}${SECTIONS.indexOf(run.section)}`;
    const count = (this.#runs.get(place) ?? 0) + 1;
    this.#runs.set(place, count);
    const base = `${place}${count > 1 ? `.${count}` : ''}_${WAY_NAMES[run.way]}`;
    const tree = prefixTree([...run.byPort.keys()]);
    // One line tells whether the run is about a packet's port at all, where the ports have a beginning in common.
    return tree.prefix === '' ? this.#level(tree, run, base) : this.#child(tree, run, base);
  }

  #level({ children }: PrefixTree, run: Run, base: string): ChainRule[] {
    return byRule(children.flatMap((child) => this.#child(child, run, base)));
  }

  #child(child: PrefixTree | string, run: Run, base: string): ChainRule[] {
    if (typeof child !== 'string') {
      const { prefix } = child;
      const lines = this.#level(child, run, base);
      return [this.#jump(beginning(run.way, prefix), this.#chain(`${base}s`, prefix, lines), lines)];
    }
    const lines = run.byPort.get(child) ?? [];
    if (lines.length === 1) return [...lines];
    const rest = lines.map((line) => ({ ...line, matches: line.matches.filter((match) => match.kind !== run.way) }));
    return [this.#jump(exactly(run.way, child), this.#chain(base, child, rest), lines)];
  }

  /** A line that leads to several rules stands with the first of them, and is about the objects of all. */
  #jump(match: Match, chain: string, lines: readonly ChainRule[]): ChainRule {
    const objects = lines.flatMap((line) => line.objects ?? this.#rules(line.rule).origin.objects);
    const rule = Math.min(...lines.map((line) => line.rule));
    return { matches: [match], target: { kind: 'jump', chain }, rule, objects: [...new Set(objects)] };
  }

  #chain(tree: string, port: string, rules: readonly ChainRule[]): string {
    const content = JSON.stringify(rules, (_, value) => (typeof value === 'bigint' ? String(value) : value));
    const known = this.#known.get(content);
    if (known !== undefined) return known;
    const given = this.#names.give(tree, port);
    this.#known.set(content, given);
    const [first] = rules;
    this.chains.push({ name: given, ...(first ? { rule: first.rule } : {}), rules });
    return given;
  }
}

function exactly(way: Way, port: string): Match {
  return way === 'in-interface' ? { kind: way, name: port } : { kind: way, port };
}

function beginning(way: Way, prefix: string): Match {
  return { ...exactly(way, prefix), begins: true } as Match;
}

function byRule(lines: readonly ChainRule[]): ChainRule[] {
  return [...lines].sort((a, b) => a.rule - b.rule);
}
