import type { Policy } from '../../document/document.ts';
import type { HostView } from '../ir/host-view.ts';
import { HOOKS } from '../ir/program.ts';
import type { BranchForm, Hook, Probe, SectionRule } from '../ir/section-rule.ts';
import type { PerFamily } from '../order/order-sections.ts';
import { repliesTo } from '../resolve/reply-rules.ts';
import { resolveBranch } from '../resolve/resolve-policies.ts';
import { type EndPair, type ResolvedRule, standsAt } from '../resolve/resolved-rule.ts';
import { endsAt } from '../resolve/selector.ts';
import { BRANCH_HOOKS, type BranchUse, branchKey, nameBranches, usesOf } from './branch-names.ts';
import { bridgedProbes } from './bridged-probes.ts';
import { hostProbes } from './host-probes.ts';
import { passThrough } from './pass-through.ts';

/** One host's own rules of one family, with the branches that they lead to. */
export interface PlacedPolicies {
  /** The main policies'. A rule that branches is one rule for each built-in chain, and leads to the branch's chain for that one. */
  readonly rules: readonly SectionRule[];
  readonly branchRules: readonly SectionRule[];
  readonly uses: readonly BranchUse[];
}

/**
 * The rules of every branch policy that some rule branches to, once for each built-in chain (hook) that leads there: what a rule
 * can ask for differs between them. Chains have the same names in both families.
 */
export function placeBranches(
  views: PerFamily<HostView>,
  callers: PerFamily<readonly SectionRule[]>,
): PerFamily<PlacedPolicies> {
  const found = { 4: reachBranches(views[4], callers[4]), 6: reachBranches(views[6], callers[6]) };
  const names = nameBranches(views[4].document, [...found[4].uses, ...found[6].uses]);
  const named = ({ rules, branchRules, uses }: PlacedPolicies): PlacedPolicies => ({
    rules: rules.map((rule) => leadingTo(names, rule)),
    branchRules: branchRules.map((rule) => leadingTo(names, rule)),
    uses,
  });
  return { 4: named(found[4]), 6: named(found[6]) };
}

function reachBranches(view: HostView, callers: readonly SectionRule[]): PlacedPolicies {
  const apart = callers.flatMap(byHook);
  const placed = new Map<string, SectionRule[]>();
  const uses: BranchUse[] = [];
  for (const hook of BRANCH_HOOKS) {
    const queue = branchUses(apart).filter((use) => use.hook === hook);
    for (let use = queue.shift(); use; use = queue.shift()) {
      const { policy: id } = use;
      const policy = view.document.policies.find((candidate) => candidate.id === id);
      if (!policy || placed.has(branchKey(use))) continue;
      const judged = placed.has(branchKey({ ...use, form: 'rules', hook: 'OUTPUT' }));
      const rules = rulesOfUse(view, policy, use, judged);
      placed.set(branchKey(use), rules);
      uses.push(use);
      queue.push(...branchUses(rules));
    }
  }
  // In the order of the document, which both families share, and not in that in which calls lead to them.
  const branchRules = view.document.policies.flatMap(({ id }) =>
    usesOf(id, uses).flatMap((use) => placed.get(branchKey(use)) ?? []),
  );
  return { rules: apart, branchRules, uses };
}

/** A rule that branches, once for each hook that it stands in; any other as it is. */
function byHook(rule: SectionRule): SectionRule[] {
  if (rule.verdict.kind !== 'branch') return [rule];
  return HOOKS.flatMap((hook) => {
    const probes = rule.probes.filter((probe) => probe.hook === hook);
    return probes.length > 0 ? [{ ...rule, key: `${rule.key} ${hook}`, probes }] : [];
  });
}

function branchUses(rules: readonly SectionRule[]): BranchUse[] {
  return rules.flatMap(({ verdict, probes }) => {
    const hook = probes[0]?.hook;
    if (verdict.kind !== 'branch' || !hook) return [];
    const { policy, form, part } = verdict;
    return [{ policy, form, hook, ...(part === undefined ? {} : { part }) }];
  });
}

/** The rule with the chains' names in the place of its policies' ids. */
function leadingTo(names: ReadonlyMap<string, string>, rule: SectionRule): SectionRule {
  const { verdict, branchChain } = rule;
  const [use] = branchUses([rule]);
  const inChain = branchChain === undefined ? {} : { branchChain: names.get(branchChain) ?? branchChain };
  if (verdict.kind !== 'branch' || !use) return { ...rule, ...inChain };
  return { ...rule, ...inChain, verdict: { ...verdict, chain: names.get(branchKey(use)) ?? verdict.chain } };
}

function rulesOfUse(view: HostView, policy: Policy, use: BranchUse, judged: boolean): SectionRule[] {
  return rulesOfForm(view, policy, use, judged).flatMap((resolved): SectionRule[] => {
    const probes = branchProbes(view, resolved, use.hook);
    if (probes.length === 0) return [];
    const { verdict, origin, alternatives, except, conditions, rule } = resolved;
    return [
      {
        key: `branch ${branchKey(use)}/${rule.id} ${resolved.at?.join() ?? ''}`,
        section: use.hook === 'FORWARD' ? 'in-accept-guest-ports' : 'accept-host',
        verdict,
        label: policy.name,
        origin,
        probes,
        alternatives,
        conditions,
        ...(except.length > 0 ? { except } : {}),
        log: rule.log === true || rule.action === 'continue',
        branchChain: branchKey(use),
      },
    ];
  });
}

/** `judged`: OUTPUT leads to these rules too, so that it has seen to their users before any bridge. */
function rulesOfForm(view: HostView, policy: Policy, use: BranchUse, judged: boolean): ResolvedRule[] {
  const { form, hook, part } = use;
  const { document, family } = view;
  const rules = resolveBranch(view, policy, part);
  const passing = (wanted: (resolved: ResolvedRule) => boolean) =>
    rules.flatMap((resolved) => (wanted(resolved) ? passThrough(view, resolved) : [resolved]));
  const inForward = hook === 'FORWARD' && judged ? passing(({ outputOnly }) => outputOnly) : rules;
  const byForm: Readonly<Record<BranchForm, () => ResolvedRule[]>> = {
    rules: () => inForward,
    answers: () => repliesTo(inForward, document, family),
    pass: () => passing(() => true),
    'pass-answers': () =>
      repliesTo(
        passing(() => true),
        document,
        family,
      ),
  };
  return byForm[form]();
}

/**
 * Where a branch's rule stands in the chain for one hook. Where the packet is was tested by the rule that branched, so that in
 * FORWARD ends are enough for a rule that names no place itself.
 */
export function branchProbes(view: HostView, resolved: ResolvedRule, hook: Hook): Probe[] {
  const atHost = hostProbes(view, resolved).filter((probe) => probe.hook === hook);
  if (hook !== 'FORWARD') return standsAt(resolved, hook) ? atHost : [];
  if (resolved.outputOnly) return [];
  const onBridges = standsAt(resolved, 'bridges');
  if (!namesPlace(resolved)) return onBridges ? resolved.pairs.flatMap((pair) => anywhere(view, pair)) : [];
  return [
    ...(onBridges ? bridgedProbes(view, resolved).map(({ probe }) => probe) : []),
    ...(standsAt(resolved, 'routes') ? atHost : []),
  ];
}

function namesPlace({ rule }: ResolvedRule): boolean {
  return (rule.ports?.length ?? 0) > 0 || (rule.interfaces?.length ?? 0) > 0 || rule.direction === 'out';
}

function anywhere(view: HostView, pair: EndPair): Probe[] {
  const everywhere = { stations: new Set(view.topology.stations), leadsBeyond: true };
  const places = { all: view.topology.stations, foreign: view.foreign };
  const source = endsAt(pair.source, everywhere, places, view.family);
  const destination = endsAt(pair.destination, everywhere, places, view.family);
  if (source.kind === 'nobody' || destination.kind === 'nobody') return [];
  return [
    {
      hook: 'FORWARD',
      matches: [],
      ...(source.kind === 'list' ? { source: source.list } : {}),
      ...(destination.kind === 'list' ? { destination: destination.list } : {}),
    },
  ];
}
