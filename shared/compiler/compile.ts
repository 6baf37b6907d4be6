import type { Document } from '../document/document.ts';
import { type Finding, hasErrors } from '../document/finding.ts';
import type { Family } from '../net/address.ts';
import { resolveTopology } from '../topology/resolve-topology.ts';
import type { Topology } from '../topology/topology.ts';
import { switchFindings } from './bypass/switch-findings.ts';
import { checkDocument } from './check/check-document.ts';
import { defaultDrop } from './derive/default-drop.ts';
import { denyHostInterfaces } from './derive/deny-host-interfaces.ts';
import { inDenyInsideNeighbours } from './derive/deny-inside-neighbours.ts';
import { established } from './derive/established.ts';
import { exceptions } from './derive/exceptions.ts';
import { inDenyPorts } from './derive/in-deny-ports.ts';
import { inDenyNeighbours, neighbourDiscovery } from './derive/neighbour-discovery.ts';
import { outDenyBorderPorts } from './derive/out-deny-border-ports.ts';
import { outDenyGuestPorts } from './derive/out-deny-guest-ports.ts';
import { safety } from './derive/safety.ts';
import { emitFamily } from './emit/emit-family.ts';
import { attachedPolicies } from './expressible/attached-policies.ts';
import { checkExpressible } from './expressible/check-expressible.ts';
import type { HostView } from './ir/host-view.ts';
import type { OrderedRule, SectionRule } from './ir/section-rule.ts';
import { compileLayer2 } from './layer2/compile-layer2.ts';
import { layer2Findings } from './layer2/layer2-findings.ts';
import { hostSettings } from './layer2/settings.ts';
import { checkChains } from './lower/check-chains.ts';
import { lowerToChains } from './lower/lower-to-chains.ts';
import { orderSections, type PerFamily } from './order/order-sections.ts';
import type { PlacedPolicies } from './place/place-branches.ts';
import { type PlacedHost, placeHost } from './place/place-host.ts';
import { orderFindings } from './prove/order-findings.ts';
import { buildRelease } from './release/build-release.ts';
import { portableSha256Hex, type Sha256Hex } from './release/sha256.ts';
import type { CompiledHost, CompileOptions, CompileResult, NumberedRule } from './result.ts';
import { scaleProgram } from './scale/scale-program.ts';

/**
 * Compiles the drawing and its policies into the release of each host: check, resolve, place, derive, order, lower, emit. Pure and
 * deterministic: the same document gives the same bytes on every machine. With a finding that is an error nothing is
 * compiled. `sha256Hex` is the platform's own, where it has one: hashing in JavaScript is a tenth of compiling a large host.
 */
export function compile(
  document: Document,
  options: CompileOptions = {},
  sha256Hex: Sha256Hex = portableSha256Hex,
): CompileResult {
  const checked = checkDocument(document);
  if (hasErrors(checked)) return { hosts: [], findings: checked };
  const topology = resolveTopology(document);
  const hosts = document.hosts
    .filter((host) => options.host === undefined || host.id === options.host)
    .map((host) => placeHost(document, topology, host));
  const findings: Finding[] = [
    ...checked,
    ...attachedPolicies(document, topology),
    ...hosts.flatMap((placed) => [
      ...checkExpressible(document, topology, placed),
      ...layer2Findings(topology, placed.host),
      ...switchFindings(topology, placed.host),
    ]),
  ];
  if (hasErrors(findings)) return { hosts: [], findings };
  const compiled = hosts.map((host) => compileHost(document, topology, host, options, sha256Hex));
  findings.push(...compiled.flatMap((result) => result.violations));
  return { hosts: hasErrors(findings) ? [] : compiled.map((result) => result.host), findings };
}

interface CompiledWithProof {
  readonly host: CompiledHost;
  readonly violations: readonly Finding[];
}

function compileHost(
  document: Document,
  topology: Topology,
  { host, views, placed }: PlacedHost,
  options: CompileOptions,
  sha256Hex: Sha256Hex,
): CompiledWithProof {
  const style = options.style ?? host.settings?.script ?? 'restore';
  const profile = options.profile ?? host.settings?.profile ?? 'readable';
  const ordered = orderSections({ 4: sectionRules(views[4], placed[4]), 6: sectionRules(views[6], placed[6]) });
  const emit = (family: Family) => {
    const lowered = checkChains(lowerToChains(ordered[family], views[family]));
    const program = profile === 'scaled' ? checkChains(scaleProgram(lowered, ordered[family])) : lowered;
    return emitFamily(program, ordered[family].map(numbered), style);
  };
  const emitted = { 4: emit(4), 6: emit(6) };
  const rules = allNumbered(ordered);
  const layer2 = compileLayer2(topology, host, (rules.at(-1)?.number ?? -1) + 1);
  return {
    host: buildRelease(document, host, style, emitted, layer2, hostSettings(topology, host), rules, sha256Hex),
    violations: orderFindings(document, host, [emitted[4], emitted[6]], rules),
  };
}

/** Everything that stands in the ten sections for one family: what the drawing derives, and the user's rules. */
function sectionRules(view: HostView, own: PlacedPolicies): SectionRule[] {
  return [
    ...safety(view),
    ...outDenyGuestPorts(view),
    ...outDenyBorderPorts(view),
    ...inDenyPorts(view),
    ...inDenyNeighbours(view),
    ...inDenyInsideNeighbours(view),
    ...denyHostInterfaces(view),
    ...exceptions(view),
    ...neighbourDiscovery(view),
    ...own.rules,
    ...own.branchRules,
    ...established(view),
    ...defaultDrop(view),
  ];
}

function numbered({ number, section, verdict, label, origin }: OrderedRule): NumberedRule {
  return { number, section, action: verdict.kind, label, origin };
}

/** Every number once, in order; a rule that both families have is described by its IPv4 twin. */
function allNumbered(ordered: PerFamily<readonly OrderedRule[]>): NumberedRule[] {
  const byNumber = new Map([...ordered[6], ...ordered[4]].map((rule) => [rule.number, numbered(rule)]));
  return [...byNumber.values()].sort((a, b) => a.number - b.number);
}
