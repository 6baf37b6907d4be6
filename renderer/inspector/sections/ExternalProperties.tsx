import type { External } from '../../../shared/document/document.ts';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { edit, useDocument } from '../../state/document-store.ts';
import { patchRecord } from '../../state/patch-record.ts';
import { joinList, rename, splitList } from '../fields/changes.ts';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';

export function ExternalProperties({ external }: { readonly external: External }) {
  const { id, name } = external;
  const hosts = useDocument((document) => document.hosts);
  const nics = hosts.flatMap((host) =>
    host.ports
      .filter((port) => port.kind === 'nic')
      .map((port) => ({
        id: port.id,
        label: port.name,
        detail: host.bridges.find((bridge) => bridge.id === port.bridge)?.name,
      })),
  );
  return (
    <Section title="External">
      <TextRow id={id} field="name" label="Name" of={name} text={name} change={rename(id)} />
      <TextRow
        id={id}
        field="addresses"
        label="IPv4/IPv6 addresses"
        of={name}
        text={joinList(external.addresses)}
        placeholder="192.168.2.2"
        mono
        change={(text) => (document) => patchRecord(document, id, { addresses: splitList(text) })}
      />
      <SelectRow
        id={id}
        field="port"
        label="Behind NIC port"
        value={external.port ?? ''}
        choices={[{ id: '', label: 'None: beyond the host’s routing' }, ...nics]}
        hint="The physical card of a bridge through which it is reached."
        onChange={(port) =>
          edit(`Change port of ${name}`, (document) => patchRecord(document, id, { port: port || undefined }))
        }
      />
    </Section>
  );
}
