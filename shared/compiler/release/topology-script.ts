import type { Host, Port } from '../../document/document.ts';
import { quoteComment, quoteShell } from '../quote.ts';

/**
 * `topology.sh`: makes what the drawing shows of the host itself (bridges, veth pairs, addresses) and is not there yet.
 * Taps are left to whoever starts the guests; physical NICs are enslaved only when they exist. Running it twice changes nothing.
 */
export function topologyScript(host: Host): string {
  const bridgeNames = new Map(host.bridges.map((bridge) => [bridge.id, bridge.name]));
  const deviceNames = new Set(host.bridges.map((bridge) => bridge.name));
  const lines = [
    '#!/bin/sh',
    `# Bridgewarden: the bridges and links of ${quoteComment(host.name)} as drawn. Optional: it adds what is missing and removes nothing.`,
    'set -eu',
    'export LC_ALL=C PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    // Not /sys/class/net: a network namespace often still shows its maker's.
    'present() { ip link show dev "$1" >/dev/null 2>&1; }',
    'has_address() { ip -o addr show dev "$1" | grep -qF " $2 "; }',
    '',
    ...host.bridges.flatMap(({ name, ageing, stp }) => [
      `# bridge ${name}`,
      `present ${quoteShell(name)} || ip link add ${quoteShell(name)} type bridge`,
      // iproute2 takes the ageing time in hundredths of a second (ip-link(8)).
      ...(ageing === undefined
        ? []
        : [`ip link set ${quoteShell(name)} type bridge ageing_time ${Math.round(ageing * 100)}`]),
      `ip link set ${quoteShell(name)} type bridge stp_state ${stp ? 1 : 0}`,
      `ip link set ${quoteShell(name)} up`,
    ]),
    ...host.ports.flatMap((port) => portLines(host, port, bridgeNames.get(port.bridge))),
    ...host.interfaces.flatMap((item) =>
      // A physical interface is configured by the machine's own network set-up; a bridge's device is ours to address.
      item.kind === 'loopback' || (item.kind === 'ethernet' && !deviceNames.has(item.name))
        ? []
        : [
            `# interface ${item.name}`,
            ...item.addresses.map(
              (address) =>
                `has_address ${quoteShell(item.name)} ${quoteShell(address)} || ip addr add ${quoteShell(address)} dev ${quoteShell(item.name)}`,
            ),
            `ip link set ${quoteShell(item.name)} up`,
          ],
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function portLines(host: Host, port: Port, bridge: string | undefined): string[] {
  if (bridge === undefined || port.kind === 'tap') return [];
  const enslave = `ip link set ${quoteShell(port.name)} master ${quoteShell(bridge)} up`;
  if (port.kind === 'nic') {
    return [`# NIC ${port.name}`, `! present ${quoteShell(port.name)} || ${enslave}`];
  }
  const peer = [...host.ports, ...host.interfaces].find((end) => end.id === port.peer || end.peer === port.id);
  if (!peer) return [];
  return [
    `# veth pair ${port.name} - ${peer.name}`,
    `present ${quoteShell(port.name)} || ip link add ${quoteShell(port.name)} type veth peer name ${quoteShell(peer.name)}`,
    enslave,
  ];
}
