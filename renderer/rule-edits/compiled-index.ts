import type { CompiledHost, Listing, NumberedRule, Section } from '../../shared/compiler/result.ts';
import type { Document, Id, Policy } from '../../shared/document/document.ts';
import type { RuleRef } from '../../shared/document/finding.ts';
import { hostOf } from '../../shared/document/record-index.ts';

export type TableSection = Section | 'layer-2';

/** The compiled rules of a host, ready to be looked up. */
export interface CompiledIndex {
  readonly bySection: ReadonlyMap<TableSection, readonly NumberedRule[]>;
  readonly byRule: ReadonlyMap<string, readonly NumberedRule[]>;
}

const indexes = new WeakMap<CompiledHost, CompiledIndex>();

export function compiledIndex(host: CompiledHost): CompiledIndex {
  let index = indexes.get(host);
  if (index === undefined) {
    const bySection = new Map<TableSection, NumberedRule[]>();
    const byRule = new Map<string, NumberedRule[]>();
    for (const rule of host.rules) {
      push(bySection, rule.section, rule);
      if (rule.origin.rule) push(byRule, ruleKey(rule.origin.rule), rule);
    }
    index = { bySection, byRule };
    indexes.set(host, index);
  }
  return index;
}

const NONE: readonly NumberedRule[] = [];

/** What a user's rule was compiled into on a host: the same rule at guest ports, at border ports, at the host itself. */
export function compiledOf(host: CompiledHost | undefined, ref: RuleRef): readonly NumberedRule[] {
  return host === undefined ? NONE : (compiledIndex(host).byRule.get(ruleKey(ref)) ?? NONE);
}

/** The hosts on which a policy's rules run; when none does yet, the host that it is attached to. */
export function hostsOfPolicy(
  hosts: readonly CompiledHost[],
  document: Document,
  policy: Policy,
): readonly CompiledHost[] {
  const running = hosts.filter((host) => host.rules.some(({ origin }) => origin.rule?.policy === policy.id));
  if (running.length > 0) return running;
  const [attached] = Object.values(policy.attach);
  const home = attached === undefined ? undefined : hostOf(document, attached);
  const own = hosts.filter(({ host }) => host === home?.id);
  return own.length > 0 ? own : hosts.slice(0, 1);
}

export interface CompiledLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  readonly objects: readonly Id[];
}

const texts = new WeakMap<
  Listing,
  { readonly lines: readonly string[]; readonly places: ReadonlyMap<number, number[]> }
>();

/** The lines of one file that a compiled rule became: its rules, without comments and declarations of chains. */
export function linesOfNumber(listing: Listing | undefined, rule: number): readonly CompiledLine[] {
  if (listing === undefined) return [];
  let known = texts.get(listing);
  if (known === undefined) {
    const places = new Map<number, number[]>();
    listing.lines.forEach((one, index) => {
      if (one !== undefined) push(places, one, index);
    });
    known = { lines: listing.text.split('\n'), places };
    texts.set(listing, known);
  }
  const { lines } = known;
  return (known.places.get(rule) ?? []).flatMap((index) => {
    const text = lines[index] ?? '';
    return /(^|\s)-A /.test(text) ? [{ number: index + 1, text, objects: listing.objects[index] ?? [] }] : [];
  });
}

function ruleKey({ policy, rule }: RuleRef): string {
  return JSON.stringify([policy, rule]);
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
