import type { Host, HostInterface } from '../../../shared/document/document.ts';
import { setPeer } from '../../../shared/document/edits/host-interfaces.ts';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { edit } from '../../state/document-store.ts';
import { patchRecord } from '../../state/patch-record.ts';
import { joinList, rename, splitList } from '../fields/changes.ts';
import { RecordLink } from '../fields/RecordLink.tsx';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';

const KINDS = [
  { id: 'ethernet', label: 'Ethernet' },
  { id: 'veth', label: 'End of a veth pair' },
  { id: 'loopback', label: 'Loopback' },
] as const;

export function InterfaceProperties({ one, host }: { readonly one: HostInterface; readonly host: Host | undefined }) {
  const { id, name } = one;
  return (
    <Section title="Interface">
      <TextRow id={id} field="name" label="Name" of={name} text={name} mono change={rename(id)} />
      <TextRow
        id={id}
        field="addresses"
        label="IPv4/IPv6 addresses"
        of={name}
        text={joinList(one.addresses)}
        placeholder="192.168.50.1/24"
        mono
        hint="With prefix length; several are separated by commas."
        change={(text) => (document) => patchRecord(document, id, { addresses: splitList(text) })}
      />
      <SelectRow
        id={id}
        field="kind"
        label="Kind"
        value={one.kind}
        choices={KINDS}
        onChange={(kind) => edit(`Change kind of ${name}`, (document) => patchRecord(document, id, { kind: kind }))}
      />
      {one.kind === 'veth' && host && (
        <SelectRow
          id={id}
          field="peer"
          label="Other end of the pair"
          value={one.peer ?? ''}
          choices={[
            { id: '', label: 'None' },
            ...host.ports
              .filter((port) => port.kind === 'veth' && (port.peer === undefined || port.peer === id))
              .map((port) => ({ id: port.id, label: port.name, detail: 'port' })),
          ]}
          onChange={(peer) => edit(`Change peer of ${name}`, (document) => setPeer(document, id, peer || undefined))}
        />
      )}
      {one.peer !== undefined && (
        <div className="row">
          <span className="row-label">Leads to</span>
          <RecordLink id={one.peer} />
        </div>
      )}
      {host && (
        <div className="row">
          <span className="row-label">On host</span>
          <RecordLink id={host.id} />
        </div>
      )}
    </Section>
  );
}
