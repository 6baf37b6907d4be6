import type { Host, Port } from '../../../shared/document/document.ts';
import { setPeer } from '../../../shared/document/edits/host-interfaces.ts';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { SwitchRow } from '../../controls/SwitchRow.tsx';
import { edit, useDocument } from '../../state/document-store.ts';
import { useTopology } from '../../state/drawn-document.ts';
import { patchRecord } from '../../state/patch-record.ts';
import { rename } from '../fields/changes.ts';
import { RecordLink } from '../fields/RecordLink.tsx';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';
import { BypassMatrix } from './BypassMatrix.tsx';
import { KernelSettings } from './KernelSettings.tsx';
import { isProtected, setProtected } from './port-protection.ts';
import { protectionsAt } from './protections.ts';

const KINDS = [
  { id: 'tap', label: 'tap', detail: 'a guest' },
  { id: 'veth', label: 'veth', detail: 'end of a veth pair' },
  { id: 'nic', label: 'NIC', detail: 'a physical card' },
] as const;

const ROLE_WORDS = {
  guest: 'Guest port: exactly one guest stands behind it.',
  border: 'Border port: it leads to another bridge, the host, or the outside.',
  unused: 'Unused: nothing is drawn behind it, so nothing may pass, unless the switch below says otherwise.',
} as const;

export function PortProperties({ port, host }: { readonly port: Port; readonly host: Host | undefined }) {
  const { id, name } = port;
  const document = useDocument((now) => now);
  const role = useTopology().ports.get(id)?.role ?? 'unused';
  const behind = useDocument(
    (document) =>
      document.guests.find((guest) => guest.nics.some((nic) => nic.port === id))?.id ??
      document.externals.find((external) => external.port === id)?.id ??
      port.peer,
  );
  const peers = [
    ...(host?.ports.filter(
      (one) => one.id !== id && one.bridge !== port.bridge && (one.peer === undefined || one.peer === id),
    ) ?? []),
    ...(host?.interfaces.filter((one) => one.peer === undefined || one.peer === id) ?? []),
  ];
  return (
    <>
      <Section title="Port">
        <p className={`role-line role-${role}`}>{ROLE_WORDS[role]}</p>
        <TextRow
          id={id}
          field="name"
          label="Name"
          of={name}
          text={name}
          mono
          hint="The interface's name in the kernel, at most 15 characters."
          change={rename(id)}
        />
        <SelectRow
          id={id}
          field="kind"
          label="Kind"
          value={port.kind}
          choices={KINDS}
          onChange={(kind) => edit(`Change kind of ${name}`, (document) => patchRecord(document, id, { kind: kind }))}
        />
        {host && (
          <SelectRow
            id={id}
            field="bridge"
            label="Bridge"
            value={port.bridge}
            choices={host.bridges.map((bridge) => ({ id: bridge.id, label: bridge.name }))}
            onChange={(bridge) =>
              edit(`Move ${name} to another bridge`, (document) => patchRecord(document, id, { bridge }))
            }
          />
        )}
        {port.kind === 'veth' && (
          <SelectRow
            id={id}
            field="peer"
            label="Other end of the pair"
            value={port.peer ?? ''}
            choices={[{ id: '', label: 'None' }, ...peers.map((one) => ({ id: one.id, label: one.name }))]}
            onChange={(peer) => edit(`Change peer of ${name}`, (document) => setPeer(document, id, peer || undefined))}
          />
        )}
        {behind !== undefined && (
          <div className="row">
            <span className="row-label">Leads to</span>
            <RecordLink id={behind} />
          </div>
        )}
      </Section>
      <Section title="Protections">
        {protectionsAt(role, port.kind, port.protect).map((protection) => (
          <SwitchRow
            key={protection.key}
            label={protection.label}
            hint={protection.hint}
            isSelected={isProtected(document, port, protection)}
            onChange={(on) =>
              edit(`${on ? 'Switch on' : 'Switch off'} “${protection.label}” at ${name}`, (now) =>
                setProtected(now, [id], protection, on),
              )
            }
          />
        ))}
      </Section>
      {host && <KernelSettings host={host} of={name} />}
      <BypassMatrix port={id} />
    </>
  );
}
