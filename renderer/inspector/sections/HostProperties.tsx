import { Plus } from 'lucide-react';
import type { Host } from '../../../shared/document/document.ts';
import { addInterface } from '../../../shared/document/edits/host-interfaces.ts';
import { IconButton } from '../../controls/IconButton.tsx';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { edit } from '../../state/document-store.ts';
import { patchRecord } from '../../state/patch-record.ts';
import { rename } from '../fields/changes.ts';
import { RecordLink } from '../fields/RecordLink.tsx';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';
import { HostConnection } from './HostConnection.tsx';
import { HostFilter } from './HostFilter.tsx';
import { HostLog } from './HostLog.tsx';
import { ROLES } from './host-choices.ts';
import { KernelSettings } from './KernelSettings.tsx';

/** A host: its name, how it is reached, how its rules are made, and what it has. */
export function HostProperties({ host }: { readonly host: Host }) {
  const { id, name } = host;
  return (
    <>
      <Section title="Host">
        <TextRow id={id} field="name" label="Name" of={name} text={name} change={rename(id)} />
        <SelectRow
          id={id}
          field="role"
          label="Role"
          value={host.role}
          choices={ROLES}
          onChange={(role) => edit(`Change role of ${name}`, (document) => patchRecord(document, id, { role: role }))}
        />
      </Section>
      <HostConnection host={host} />
      <HostFilter host={host} />
      <HostLog host={host} />
      <KernelSettings host={host} />
      <Section
        title="Interfaces"
        action={
          <IconButton
            label="Add interface"
            className="is-tiny"
            onPress={() => edit(`Add interface to ${name}`, (document) => addInterface(document, id))}
          >
            <Plus size={14} aria-hidden />
          </IconButton>
        }
      >
        {host.interfaces.length === 0 && (
          <p className="empty">The host's own interfaces, such as eth0 or the end of a veth pair.</p>
        )}
        {host.interfaces.map((one) => (
          <RecordLink key={one.id} id={one.id} detail={one.addresses[0] ?? 'no address'} />
        ))}
      </Section>
      {host.bridges.length > 0 && (
        <Section title="Bridges">
          {host.bridges.map((bridge) => (
            <RecordLink key={bridge.id} id={bridge.id} />
          ))}
        </Section>
      )}
    </>
  );
}
