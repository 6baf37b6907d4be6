import type { Document, Host } from '../../document/document.ts';
import type { Topology } from '../../topology/topology.ts';
import { type HostView, viewHost } from '../ir/host-view.ts';
import type { PerFamily } from '../order/order-sections.ts';
import type { PlacedPolicies } from './place-branches.ts';
import { placePolicies } from './place-policies.ts';

/** One host with its users' rules where their packets are probed: what both the findings and the rules are made of. */
export interface PlacedHost {
  readonly host: Host;
  readonly views: PerFamily<HostView>;
  readonly placed: PerFamily<PlacedPolicies>;
}

/** Places the rules of all policies that concern the host. */
export function placeHost(document: Document, topology: Topology, host: Host): PlacedHost {
  const views = { 4: viewHost(document, topology, host, 4), 6: viewHost(document, topology, host, 6) };
  return { host, views, placed: placePolicies(views) };
}
