import type { Host } from '../../../shared/document/document.ts';
import { SwitchRow } from '../../controls/SwitchRow.tsx';
import { edit } from '../../state/document-store.ts';
import { readNumber } from '../fields/changes.ts';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';
import { patchConnection } from './host-patch.ts';

/** How SSH reaches the host. */
export function HostConnection({ host }: { readonly host: Host }) {
  const { id, name, connection } = host;
  return (
    <Section title="Connection (SSH)">
      <TextRow
        id={id}
        field="connection.address"
        label="Address"
        of={name}
        text={connection?.address ?? ''}
        placeholder="192.168.50.1 or a name"
        mono
        change={(text) => patchConnection(host, { address: text.trim() })}
      />
      <div className="row-pair">
        <TextRow
          id={id}
          field="connection.user"
          label="User"
          of={name}
          text={connection?.user ?? ''}
          placeholder="root"
          mono
          change={(text) => patchConnection(host, { user: text.trim() || undefined })}
        />
        <TextRow
          id={id}
          field="connection.port"
          label="SSH port"
          of={name}
          text={connection?.port?.toString() ?? ''}
          placeholder="22"
          mono
          change={(text) => {
            const port = readNumber(text, 1, 65_535);
            return typeof port === 'string' ? port : patchConnection(host, { port });
          }}
        />
      </div>
      <SwitchRow
        label="Become root with sudo"
        hint="For a user other than root. A password that sudo wants is asked for when you deploy, and kept nowhere."
        isSelected={connection?.become === 'sudo'}
        onChange={(on) => edit(`Change sudo of ${name}`, patchConnection(host, { become: on ? 'sudo' : undefined }))}
      />
    </Section>
  );
}
