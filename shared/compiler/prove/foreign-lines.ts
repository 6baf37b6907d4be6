import { type NumberedRule, SECTIONS, type Section } from '../result.ts';
import { isTreeChain } from '../scale/chain-names.ts';
import type { OrderViolation } from './order-violation.ts';
import { isEmpty } from './overlap.ts';
import type { ParsedLine, ParsedTable } from './parse-rules.ts';

/** Where the kernel itself begins; ours are only jumped to from there. */
const BUILT_IN: ReadonlySet<string> = new Set(['PREROUTING', 'INPUT', 'FORWARD', 'OUTPUT', 'POSTROUTING']);
const ENDS: ReadonlySet<string> = new Set(['ACCEPT', 'DROP', 'REJECT', 'RETURN']);

/**
 * Lines that the rest of the check would not see, or would see as something else: in a built-in chain, without a heading where others
 * have one, with a target that is neither a verdict nor a chain of the text, behind a line that ends everything, logging amid
 * verdicts, or belonging to another section than their heading says, by the chain they lead to or by the rule they belong to.
 */
export function foreignLines(
  table: ParsedTable,
  chains: readonly string[],
  rules: readonly NumberedRule[],
): OrderViolation[] {
  const byNumber = new Map(rules.map((rule) => [rule.number, rule]));
  const headed = [...table.chains.values()].some((lines) => lines.some(({ section }) => section !== undefined));
  // Each name is read once: a chain has many lines, and many lead to it.
  const ruleChains = new Map([...table.chains].filter(([name]) => isRuleChain(name)));
  const sections = new Map([...ruleChains].map(([name, own]) => [name, new Set(own.map(({ section }) => section))]));
  const dead = new Set([...ruleChains].flatMap(([name, own]) => (isTreeChain(name) ? [] : unreached(own))));
  const astray = new Set([...ruleChains.values()].flatMap(strayLogs));
  const violations: OrderViolation[] = [];
  for (const [chain, lines] of table.chains) {
    const others = BUILT_IN.has(chain) && !chains.includes(chain);
    for (const line of lines) {
      const { number, text, target } = line;
      const wrong = others
        ? `stands in the chain ${chain} itself, where rules of others are`
        : !isKnown(table, target)
          ? `leads to ${target}, which is no chain here`
          : headed && !line.section
            ? 'stands under no heading of a section'
            : dead.has(line)
              ? 'stands behind a line that leaves nothing for it'
              : astray.has(line)
                ? 'logs where more than one verdict follows, or behind one'
                : (belongsElsewhere(line, sections) ?? disowned(line, byNumber));
      if (wrong !== undefined) violations.push({ line: number, text, message: `Line ${number} ${wrong}: ${text}` });
    }
  }
  return violations;
}

function isKnown({ chains, made }: ParsedTable, target: string): boolean {
  return ENDS.has(target) || target === 'LOG' || chains.has(target) || made.has(target);
}

/** A logged rule's chain, its lists, or a branch of a tree; chains of branch policies serve several sections. */
function isRuleChain(name: string): boolean {
  return /(?:^|_)RULE_\d/.test(name) || isTreeChain(name);
}

function unreached(lines: readonly ParsedLine[]): ParsedLine[] {
  const end = lines.findIndex(({ matches, target }) => ENDS.has(target) && isEmpty(matches));
  return end < 0 ? [] : lines.slice(end + 1);
}

/** A chain that logs does so first of all, and then has one verdict or none. */
function strayLogs(lines: readonly ParsedLine[]): ParsedLine[] {
  if (lines.length < 2) return [];
  return lines.filter(({ target }, at) => target === 'LOG' && (at > 0 || lines.length > 2));
}

function belongsElsewhere(
  { section, target }: ParsedLine,
  sections: ReadonlyMap<string, ReadonlySet<Section | undefined>>,
): string | undefined {
  const own = section && sections.get(target);
  if (!own || (own.size === 1 && own.has(section))) return undefined;
  const other = [...own].find((candidate) => candidate !== section);
  if (other === undefined) return undefined;
  return `stands in section ${SECTIONS.indexOf(section)} but belongs to section ${SECTIONS.indexOf(other)}`;
}

const USERS_SECTIONS: ReadonlySet<string> = new Set(['in-accept-guest-ports', 'in-accept-border-ports', 'accept-host']);

/** What the rule says of which a line claims to be: its section, and that no derived denial stands among users' rules. */
function disowned({ section, rule }: ParsedLine, byNumber: ReadonlyMap<number, NumberedRule>): string | undefined {
  if (byNumber.size === 0 || !section) return undefined;
  const own = rule === undefined ? undefined : byNumber.get(rule);
  if (!own) return 'belongs to no rule';
  if (own.section !== section) return `stands under the heading of ${section} but its rule is of ${own.section}`;
  const derived = own.origin.rule === undefined;
  const denies = own.action === 'deny' || own.action === 'reject';
  if (derived && denies && USERS_SECTIONS.has(section)) return `is a derived denial and stands among the users' rules`;
  if (!derived && !USERS_SECTIONS.has(section)) return `is a user's rule and stands among the derived ones`;
  return undefined;
}
