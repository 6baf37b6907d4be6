import type { Document, Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology } from '../../topology/topology.ts';
import { viewHost } from '../ir/host-view.ts';
import { placePolicies } from '../place/place-policies.ts';
import { intervalClocks } from './interval-clocks.ts';
import { isolatedGuests } from './isolated-guests.ts';
import { loops } from './loops.ts';
import { ownFrames } from './own-frames.ts';
import { spanningTree } from './spanning-tree.ts';
import { unplacedRules } from './unplaced-rules.ts';
import { unzonedBridges } from './unzoned-bridges.ts';
import { userRules } from './user-rules.ts';

/**
 * What can be said only once the drawing is resolved: loops, and rules that come to nothing on this host. Nothing that the
 * compiler would have to leave out goes without a finding.
 */
export function checkExpressible(document: Document, topology: Topology, host: Host): Finding[] {
  const views = { 4: viewHost(document, topology, host, 4), 6: viewHost(document, topology, host, 6) };
  const placed = placePolicies(views);
  return [
    ...loops(topology, host),
    ...spanningTree(topology, host),
    ...isolatedGuests(document, topology, host),
    ...unplacedRules(host, views, placed),
    ...ownFrames(host, views, placed),
    ...userRules(host, views, placed),
    ...intervalClocks(document, topology, host),
    ...unzonedBridges(host),
  ];
}
