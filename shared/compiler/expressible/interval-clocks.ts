import type { Document, Host } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology } from '../../topology/topology.ts';
import { viewHost } from '../ir/host-view.ts';
import { resolvePolicies } from '../resolve/resolve-policies.ts';

/**
 * Which clock an interval goes by: the time zone that the host's kernel has (xt_time.c uses `sys_tz`). systemd gives it none where
 * the hardware clock runs in UTC (main.c, "All kernel local time concepts will be treated as UTC"), and the kernel never follows
 * summer time by itself. What a host really does is seen by its preflight, not from here.
 */
export function intervalClocks(document: Document, topology: Topology, host: Host): Finding[] {
  const view = viewHost(document, topology, host, 4);
  const used = new Set(resolvePolicies(view).flatMap(({ rule }) => rule.interval ?? []));
  return document.intervals
    .filter(({ id }) => used.has(id))
    .map(
      ({ id, name }): Finding => ({
        code: 'interval-clock',
        severity: 'warning',
        message: `Interval ${name} goes by the time zone that the kernel of ${host.name} has: with systemd that is UTC unless the hardware clock runs in local time. Run "hwclock --systz" there after each start and each change of summer time, or enter the times in UTC; the preflight of ${host.name} tells which zone holds.`,
        objects: [id, host.id],
      }),
    );
}
