import type { Policy } from '../../document/document.ts';
import type { HostView } from '../ir/host-view.ts';
import type { Hook, Probe, SectionRule } from '../ir/section-rule.ts';
import { resolvePolicy } from '../resolve/resolve-policies.ts';
import type { EndPair, ResolvedRule } from '../resolve/resolved-rule.ts';
import { endsAt } from '../resolve/selector.ts';
import { inputProbes, outputProbes } from './host-probes.ts';

/**
 * The rules of every branch policy that some rule branches to, each in the chain of its policy. Where the packet is was
 * tested by the rule that branched; a branch's own rules test ends, services and interfaces.
 */
export function placeBranches(view: HostView, callers: readonly SectionRule[]): SectionRule[] {
  const placed: SectionRule[] = [];
  const done = new Set<string>();
  const queue = branchCalls(callers);
  for (let call = queue.shift(); call; call = queue.shift()) {
    const { chain, hook } = call;
    if (done.has(chain)) continue;
    done.add(chain);
    const policy = view.document.policies.find((candidate) => candidate.name === chain);
    if (!policy) continue;
    const rules = branchRules(view, policy, hook);
    placed.push(...rules);
    queue.push(...branchCalls(rules));
  }
  return placed;
}

interface BranchCall {
  readonly chain: string;
  readonly hook: Hook;
}

function branchCalls(rules: readonly SectionRule[]): BranchCall[] {
  return rules.flatMap(({ verdict, probes }) => {
    const hook = probes[0]?.hook;
    return verdict.kind === 'branch' && hook ? [{ chain: verdict.chain, hook }] : [];
  });
}

function branchRules(view: HostView, policy: Policy, hook: Hook): SectionRule[] {
  return resolvePolicy(view, policy).flatMap((resolved): SectionRule[] => {
    const probes = resolved.pairs.flatMap((pair) => branchProbes(view, pair, resolved, hook));
    if (probes.length === 0) return [];
    const { verdict, origin, alternatives, except, conditions, rule } = resolved;
    return [
      {
        key: `branch ${policy.id}/${rule.id}${resolved.reply ? ' reply' : ''}`,
        section: hook === 'FORWARD' ? 'in-accept-guest-ports' : 'accept-host',
        verdict,
        label: policy.name,
        origin,
        probes,
        alternatives,
        conditions,
        ...(except.length > 0 ? { except } : {}),
        log: rule.log === true || rule.action === 'continue',
        branchChain: policy.name,
      },
    ];
  });
}

function branchProbes(view: HostView, pair: EndPair, resolved: ResolvedRule, hook: Hook): Probe[] {
  if (hook === 'OUTPUT') return outputProbes(view, pair, resolved);
  if (hook === 'INPUT') return inputProbes(view, pair, resolved);
  const everywhere = { stations: new Set(view.topology.stations), leadsBeyond: true };
  const places = { all: view.topology.stations, foreign: view.foreign };
  const source = endsAt(pair.source, everywhere, places, view.family);
  const destination = endsAt(pair.destination, everywhere, places, view.family);
  if (source.kind === 'nobody' || destination.kind === 'nobody') return [];
  return [
    {
      hook,
      matches: [],
      ...(source.kind === 'list' ? { source: source.list } : {}),
      ...(destination.kind === 'list' ? { destination: destination.list } : {}),
    },
  ];
}
