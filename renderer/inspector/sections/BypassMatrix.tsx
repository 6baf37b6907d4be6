import type { Attack } from '../../../shared/compiler/bypass/attacks.ts';
import type { Layer, PortMatrix } from '../../../shared/compiler/bypass/bypass-matrix.ts';
import { bypassMatrix } from '../../../shared/compiler/bypass/bypass-matrix.ts';
import type { Document, Id } from '../../../shared/document/document.ts';
import { useDocument } from '../../state/document-store.ts';
import { Section } from '../fields/Section.tsx';

const LAYERS: readonly { readonly id: Layer; readonly label: string; readonly hint: string }[] = [
  { id: 'iptables', label: 'IP', hint: 'the iptables and ip6tables rules' },
  { id: 'layer-2', label: 'L2', hint: 'the layer 2 rules' },
  { id: 'bridge', label: 'Bridge', hint: "a flag of the bridge's port" },
  { id: 'sysctl', label: 'Kernel', hint: 'a kernel setting' },
];

/** In plain words; the sentence of each is its tooltip. */
const ATTACK_WORDS: Readonly<Record<Attack, string>> = {
  'forged-source': 'Forged source',
  'poisoned-unicast': "Others' packets, misled",
  'unknown-unicast-flood': "Others' packets, flooded",
  'hijacked-flow': 'Connection taken over',
  'mac-theft': 'Stolen MAC address',
  'arp-reply': 'False ARP reply',
  'arp-request': 'False ARP request',
  'gratuitous-arp': 'False ARP announcement',
  'arp-probe-squat': 'ARP probes that block',
  'vlan0-spoof': 'Forged, priority tag',
  'double-tag-spoof': 'Forged, two VLAN tags',
  'vlan-hop': 'Forged, other VLAN',
  'llc-snap-spoof': 'Forged, LLC/SNAP frame',
  bpdu: 'Spanning tree message',
  lldp: 'False switch (LLDP)',
  'rogue-dhcpv4': 'False DHCP server',
  'rogue-dhcpv6': 'False DHCPv6 server',
  'router-advertisement': 'False IPv6 router',
  redirect: 'False ICMPv6 redirect',
  'neighbour-advertisement': 'False IPv6 neighbour',
  'dad-squat': 'IPv6 address blocked',
  'link-local-group': 'Host past port rules',
  'silent-bridge': 'Host by silent bridge',
};

/** All ports of a document are worked out at once: one value for each, so that moving through ports costs nothing. */
const known = new WeakMap<Document, ReadonlyMap<Id, PortMatrix>>();

function matrixOf(document: Document, port: Id): PortMatrix | undefined {
  const found = known.get(document) ?? new Map(bypassMatrix(document).map((matrix) => [matrix.port, matrix]));
  known.set(document, found);
  return found.get(port);
}

/** Which layer stops which attack by the guest behind a port; red where nothing does. */
export function BypassMatrix({ port }: { readonly port: Id }) {
  const matrix = useDocument((document) => matrixOf(document, port));
  if (!matrix) return null;
  const open = matrix.rows.filter((row) => row.stoppedBy.length === 0).length;
  return (
    <Section title="What stops which attack">
      <p className={open > 0 ? 'matrix-sum is-open' : 'matrix-sum'}>
        {open > 0
          ? `${open} of ${matrix.rows.length} attacks from this port are stopped by nothing.`
          : `All ${matrix.rows.length} attacks from this port are stopped.`}
      </p>
      <table className="matrix">
        <thead>
          <tr>
            <th scope="col">Attack</th>
            {LAYERS.map(({ id, label, hint }) => (
              <th key={id} scope="col" title={`Stopped by ${hint}`}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {matrix.rows.map(({ attack, sentence, stoppedBy }) => (
            <tr key={attack} className={stoppedBy.length === 0 ? 'is-open' : undefined} title={sentence}>
              <th scope="row">{ATTACK_WORDS[attack]}</th>
              {LAYERS.map(({ id }) => (
                <td key={id} className={stoppedBy.includes(id) ? 'is-stopped' : undefined}>
                  {stoppedBy.includes(id) ? <Mark word="stops it" sign="✓" /> : <Mark word="no" sign="–" />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="matrix-legend">
        {LAYERS.map(({ label, hint }) => `${label}: ${hint}`).join('. ')}. A dash: this layer does not.
      </p>
    </Section>
  );
}

function Mark({ word, sign }: { readonly word: string; readonly sign: string }) {
  return (
    <span role="img" aria-label={word}>
      {sign}
    </span>
  );
}
