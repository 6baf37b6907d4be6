import type { Host, Id } from '../../document/document.ts';
import type { Topology, TopologyPort } from '../../topology/topology.ts';
import { kernelSettings } from './kernel-settings.ts';
import { portHardening } from './port-hardening.ts';

/** Something of the machine that must stand as it does here while the rules run (see SETTINGS_PART for its forms). */
export interface Setting {
  readonly kind: 'sysctl' | 'bridge' | 'port' | 'fdb';
  readonly name: string;
  readonly value: string;
  readonly reason: string;
  readonly objects: readonly Id[];
}

/** All that the rules of a host rely on besides themselves: /proc/sys, options of bridges, flags of ports, static entries. */
export function hostSettings(topology: Topology, host: Host): Setting[] {
  const bridges = host.bridges.flatMap(({ id }) => topology.bridges.get(id) ?? []);
  return [
    ...kernelSettings(topology, host).map(
      ({ path, value, reason }): Setting => ({ kind: 'sysctl', name: path, value, reason, objects: [host.id] }),
    ),
    ...bridges.map(
      // A bridge takes LLDP frames (01:80:c2:00:00:0e) before any hook and learns from their source: with a stolen one a
      // guest would draw another's frames to its own port past every rule.
      ({ bridge }): Setting => ({
        kind: 'bridge',
        name: `${bridge.name}/no_linklocal_learn`,
        value: '1',
        reason: `${bridge.name} learns nothing out of LLDP frames, which no rule sees.`,
        objects: [bridge.id],
      }),
    ),
    ...bridges.flatMap(({ ports }) => ports.flatMap(portSettings)),
  ];
}

function portSettings(at: TopologyPort): Setting[] {
  const { port, bridge, guest } = at;
  const { staticMac, learningOff, floodOff, isolated, rootBlock } = portHardening(at);
  const objects = [port.id, bridge.id];
  const who = guest?.guest.name ?? 'whoever stands behind it';
  const flag = (on: boolean, name: string, value: string, reason: string): Setting[] =>
    on ? [{ kind: 'port', name: `${bridge.name}/${port.name}/${name}`, value, reason, objects }] : [];
  return [
    ...(staticMac === undefined
      ? []
      : [
          {
            kind: 'fdb' as const,
            name: `${bridge.name}/${staticMac}`,
            // Sticky: a mere static entry moves to whatever port a frame with its address comes by (br_fdb_update).
            value: `${port.name},sticky`,
            reason: `Frames for ${who} leave by ${port.name} alone, whoever says otherwise.`,
            objects,
          },
        ]),
    ...flag(learningOff, 'learning', 'off', `${who} cannot fill the forwarding table of ${bridge.name}.`),
    ...flag(
      floodOff,
      'flood',
      'off',
      `No frame for a station that ${bridge.name} does not know leaves by ${port.name}.`,
    ),
    ...flag(isolated, 'isolated', 'on', `${who} reaches no other isolated port of ${bridge.name}.`),
    ...flag(rootBlock, 'root_block', 'on', `${who} cannot become the root of the spanning tree.`),
  ];
}
