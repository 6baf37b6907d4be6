import type { Bridge, Host } from '../../../shared/document/document.ts';
import { setBridgeAddresses } from '../../../shared/document/edits/host-interfaces.ts';
import { joinList, rename, splitList } from '../fields/changes.ts';
import { FieldRow } from '../fields/FieldRow.tsx';
import { RecordLink } from '../fields/RecordLink.tsx';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';
import { BridgeHardening } from './BridgeHardening.tsx';
import { BRIDGE_FIELDS } from './bridge-fields.ts';
import { KernelSettings } from './KernelSettings.tsx';

export function BridgeProperties({ bridge, host }: { readonly bridge: Bridge; readonly host: Host | undefined }) {
  const { id, name } = bridge;
  const device = host?.interfaces.find((one) => one.name === name);
  const ports = host?.ports.filter((port) => port.bridge === id) ?? [];
  return (
    <>
      <Section title="Bridge">
        <TextRow id={id} field="name" label="Name" of={name} text={name} mono change={rename(id)} />
        {host && (
          <TextRow
            id={device?.id ?? id}
            field="addresses"
            label="Bridge's own addresses"
            of={name}
            text={joinList(device?.addresses)}
            placeholder="none"
            mono
            hint="With prefix length, such as 192.168.50.1/24. Leave empty when the host has no address on this bridge."
            change={(text) => (document) => setBridgeAddresses(document, id, splitList(text))}
          />
        )}
        <FieldRow field={BRIDGE_FIELDS.ageing} records={[bridge]} of={name} />
        <FieldRow field={BRIDGE_FIELDS.stp} records={[bridge]} of={name} />
      </Section>
      <BridgeHardening bridge={bridge} />
      {host && <KernelSettings host={host} of={name} />}
      <Section title="Ports">
        {ports.length === 0 && <p className="empty">Drag from a guest, a host or another bridge onto this bridge.</p>}
        {ports.map((port) => (
          <RecordLink key={port.id} id={port.id} detail={port.kind} />
        ))}
      </Section>
      {host && (
        <Section title="On host">
          <RecordLink id={host.id} />
        </Section>
      )}
    </>
  );
}
