import type { Host } from '../../document/document.ts';
import type { Topology } from '../../topology/topology.ts';
import type { Listing, NumberedRule } from '../result.ts';
import { emitEbtables } from './emit-ebtables.ts';
import { emitNftables } from './emit-nftables.ts';
import { GUARD_KINDS, type GuardRule, numberGuards, statedInIpv6 } from './guard-rule.ts';
import { lowerToFrames } from './lower-to-frames.ts';
import { portGuards } from './port-guard.ts';

export interface Layer2 {
  readonly backend: 'iptables' | 'nftables';
  /** The release's file. */
  readonly file: 'rules.eb' | 'rules.nft';
  readonly listing: Listing;
  readonly rules: readonly NumberedRule[];
}

/** The layer-2 rules of a host, numbered from `first` on, in its back end's words. */
export function compileLayer2(topology: Topology, host: Host, first: number): Layer2 {
  const backend = host.settings?.backend ?? 'iptables';
  const nft = backend === 'nftables';
  const kinds = GUARD_KINDS.filter((kind) => nft || !statedInIpv6(kind));
  const rules = numberGuards(portGuards(topology, host), kinds, first);
  return {
    backend,
    file: nft ? 'rules.nft' : 'rules.eb',
    listing: nft ? emitNftables(rules) : emitEbtables(lowerToFrames(rules), rules),
    rules: rules.map(numbered),
  };
}

function numbered({ number, guard, origin }: GuardRule): NumberedRule {
  return { number, section: 'layer-2', action: 'deny', label: guard.port, origin };
}
