import type { Document } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology } from '../../topology/topology.ts';
import type { PlacedHost } from '../place/place-host.ts';
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
export function checkExpressible(
  document: Document,
  topology: Topology,
  { host, views, placed }: PlacedHost,
): Finding[] {
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
