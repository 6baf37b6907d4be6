import { describeRecord } from '../../document/describe.ts';
import type { Document, Policy, Port } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import type { Topology } from '../../topology/topology.ts';
import { type HostView, viewHost } from '../ir/host-view.ts';
import { attachedStations, concernsHost } from '../resolve/attached-stations.ts';

/**
 * Policies on an object that concern nobody, and those on a NIC's port that concern only who is drawn behind it. A policy that denies
 * what comes by a NIC and is left out may open something: that one is an error.
 */
export function attachedPolicies(document: Document, topology: Topology): Finding[] {
  const views = document.hosts.map((host) => viewHost(document, topology, host, 4));
  const nics = new Map(
    document.hosts.flatMap(({ ports }) => ports.filter(({ kind }) => kind === 'nic').map((port) => [port.id, port])),
  );
  return document.policies
    .filter(({ kind, rules }) => kind === 'main' && rules.some(({ enabled }) => enabled !== false))
    .flatMap((policy): Finding[] => {
      const nic = policy.attach.port === undefined ? undefined : nics.get(policy.attach.port);
      if (actsNowhere(views, policy)) return [nowhere(document, policy, nic)];
      return nic ? [drawnAlone(policy, nic)] : [];
    });
}

/** True when nobody is drawn whom the policy could be about, or when no host has a place for its rules. */
export function actsNowhere(views: readonly HostView[], { attach }: Policy): boolean {
  const [view] = views;
  const within = view && attachedStations(view, attach);
  if (!within) return false;
  const nobody = within.stations.size === 0 && within.ranges.length === 0;
  return nobody || !views.some((each) => concernsHost(each, attach));
}

function nowhere(document: Document, policy: Policy, nic: Port | undefined): Finding {
  const { attach, rules } = policy;
  const [id = ''] = Object.values(attach);
  const denies = rules.some(({ action, enabled }) => enabled !== false && action !== 'accept' && action !== 'continue');
  return {
    code: 'policy-acts-nowhere',
    severity: nic && denies ? 'error' : 'warning',
    message: `Policy ${policy.name} hangs on ${whatOf(document, policy)}, so that none of its rules acts anywhere. ${mendOf(policy, nic)}.`,
    objects: [policy.id, id],
    field: 'attach',
  };
}

function whatOf(document: Document, { attach }: Policy): string {
  const named = (
    kind: 'guest' | 'group' | 'bridge' | 'port',
    records: readonly { readonly id: string; readonly name: string }[],
    id: string,
  ) => describeRecord(kind, records.find((record) => record.id === id) ?? { id, name: id });
  const { guest, group, bridge, port } = attach;
  if (guest !== undefined) return `${named('guest', document.guests, guest)}, which stands at no port of a host`;
  if (group !== undefined) return `${named('group', document.groups, group)}, of which nobody can be met at a host`;
  const hosts = document.hosts;
  if (bridge !== undefined)
    return `${named(
      'bridge',
      hosts.flatMap(({ bridges }) => bridges),
      bridge,
    )}, at which nobody is drawn`;
  return `${named(
    'port',
    hosts.flatMap(({ ports }) => ports),
    port ?? '',
  )}, behind which nobody is drawn`;
}

function mendOf({ attach }: Policy, nic: Port | undefined): string {
  if (nic)
    return `Draw the machines behind ${nic.name}, or move the rules into a policy on the host and name port ${nic.name} in them`;
  if (attach.guest !== undefined) return 'Give it a NIC at a port, or hang the policy on something else';
  if (attach.group !== undefined)
    return 'Put guests, externals or addresses into it, or hang the policy on something else';
  return 'Connect a guest there, or hang the policy on something else';
}

function drawnAlone(policy: Policy, nic: Port): Finding {
  return {
    code: 'policy-of-drawn-alone',
    severity: 'info',
    message: `Policy ${policy.name} hangs on port ${nic.name} and concerns the machines that are drawn behind it alone. For whatever comes by ${nic.name}, write rules of a policy on the host that name this port.`,
    objects: [policy.id, nic.id],
    field: 'attach',
  };
}
