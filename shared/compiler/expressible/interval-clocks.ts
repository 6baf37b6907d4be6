import type { Document, Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology } from '../../topology/topology.ts';
import { viewHost } from '../ir/host-view.ts';
import { resolvePolicies } from '../resolve/resolve-policies.ts';

/**
 * Which clock an interval goes by: the host's local time as its kernel learned it at boot. The kernel does not follow summer
 * time by itself (xt_time.c uses `sys_tz`), so twice a year the rule is an hour off until the host tells it again.
 */
export function intervalClocks(document: Document, topology: Topology, host: Host): Finding[] {
  const view = viewHost(document, topology, host, 4);
  const used = new Set(resolvePolicies(view).flatMap(({ rule }) => rule.interval ?? []));
  return document.intervals
    .filter(({ id }) => used.has(id))
    .map(
      ({ id, name }): Finding => ({
        code: 'interval-clock',
        severity: 'info',
        message: `Interval ${name} goes by the local time of ${host.name} as its kernel learned it at boot; after a change to or from summer time run "hwclock --systz" there or restart it, or the rule is an hour off.`,
        objects: [id, host.id],
      }),
    );
}
