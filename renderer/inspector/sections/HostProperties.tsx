import { Plus } from 'lucide-react';
import type { Host } from '../../../shared/document/document.ts';
import { addInterface } from '../../../shared/document/edits/host-interfaces.ts';
import { patchSame } from '../../../shared/document/keep-identity.ts';
import { IconButton } from '../../app/IconButton.tsx';
import { edit } from '../../state/document-store.ts';
import { patchRecord } from '../../state/patch-record.ts';
import { joinList, readNumber, rename, splitList } from '../fields/changes.ts';
import { RecordLink } from '../fields/RecordLink.tsx';
import { Section } from '../fields/Section.tsx';
import { SelectRow } from '../fields/SelectRow.tsx';
import { SwitchRow } from '../fields/SwitchRow.tsx';
import { TextRow } from '../fields/TextRow.tsx';
import { BACKENDS, ESTABLISHED, LOG_LEVELS, PROFILES, ROLES, STYLES } from './host-choices.ts';

export function HostProperties({ host }: { readonly host: Host }) {
  const { id, name, connection } = host;
  const setConnection = (fields: Record<string, unknown>) =>
    withoutEmpty(patchSame({ address: '', ...connection }, fields));
  const settings = (fields: Record<string, unknown>) => withoutEmpty(patchSame({ ...host.settings }, fields));
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
      <Section title="Connection (SSH)">
        <TextRow
          id={id}
          field="connection.address"
          label="Address"
          of={name}
          text={connection?.address ?? ''}
          placeholder="192.168.50.1 or a name"
          mono
          change={(text) => (document) =>
            patchRecord(document, id, { connection: setConnection({ address: text.trim() }) })
          }
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
            change={(text) => (document) =>
              patchRecord(document, id, { connection: setConnection({ user: text.trim() || undefined }) })
            }
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
              if (typeof port === 'string') return port;
              return (document) => patchRecord(document, id, { connection: setConnection({ port }) });
            }}
          />
        </div>
        <SwitchRow
          label="Become root with sudo"
          hint="For a user other than root; sudo must not ask for a password."
          isSelected={connection?.become === 'sudo'}
          onChange={(on) =>
            edit(`Change sudo of ${name}`, (document) =>
              patchRecord(document, id, { connection: setConnection({ become: on ? 'sudo' : undefined }) }),
            )
          }
        />
      </Section>
      <Section title="Filter">
        <TextRow
          id={id}
          field="settings.adminAccess"
          label="Admin access"
          of={name}
          text={joinList(host.settings?.adminAccess)}
          placeholder="192.168.44.0/24"
          mono
          hint="Networks that always reach this host's SSH, before every other rule. Separate several by commas."
          change={(text) => {
            const list = splitList(text);
            const adminAccess = list.length > 0 ? list : undefined;
            return (document) => patchRecord(document, id, { settings: settings({ adminAccess }) });
          }}
        />
        <SelectRow
          id={id}
          field="settings.established"
          label="Replies"
          value={host.settings?.established ?? 'after-denials'}
          choices={ESTABLISHED}
          onChange={(value) =>
            edit(`Change replies of ${name}`, (document) =>
              patchRecord(document, id, { settings: settings({ established: value === 'none' ? 'none' : undefined }) }),
            )
          }
        />
        <SelectRow
          id={id}
          field="settings.script"
          label="Script style"
          value={host.settings?.script ?? 'restore'}
          choices={STYLES}
          onChange={(value) =>
            edit(`Change script style of ${name}`, (document) =>
              patchRecord(document, id, { settings: settings({ script: value }) }),
            )
          }
        />
        <SelectRow
          id={id}
          field="settings.profile"
          label="Rules made for"
          value={host.settings?.profile ?? 'readable'}
          choices={PROFILES}
          onChange={(value) =>
            edit(`Change profile of ${name}`, (document) =>
              patchRecord(document, id, { settings: settings({ profile: value }) }),
            )
          }
        />
        <TextRow
          id={id}
          field="settings.rollbackSeconds"
          label="Roll back after (seconds)"
          of={name}
          text={host.settings?.rollbackSeconds?.toString() ?? ''}
          placeholder="60"
          mono
          hint="An unconfirmed deployment undoes itself after this time."
          change={(text) => {
            const seconds = readNumber(text, 10, 3600);
            if (typeof seconds === 'string') return seconds;
            return (document) => patchRecord(document, id, { settings: settings({ rollbackSeconds: seconds }) });
          }}
        />
      </Section>
      <Section title="Log and layers">
        <TextRow
          id={id}
          field="settings.logPrefix"
          label="Log prefix"
          of={name}
          text={host.settings?.logPrefix ?? ''}
          placeholder="RULE %N -- %A "
          mono
          hint="%N is the rule's number, %A its action, %R its id, %C the chain. The kernel keeps 29 characters."
          change={(text) => (document) =>
            // Blanks at its end part it from what the kernel writes behind it.
            patchRecord(document, id, { settings: settings({ logPrefix: text.trim() === '' ? undefined : text }) })
          }
        />
        <div className="row-pair">
          <SelectRow
            id={id}
            field="settings.logLevel"
            label="Log level"
            value={host.settings?.logLevel ?? 'info'}
            choices={LOG_LEVELS}
            onChange={(level) =>
              edit(`Change log level of ${name}`, (document) =>
                patchRecord(document, id, { settings: settings({ logLevel: level === 'info' ? undefined : level }) }),
              )
            }
          />
          <TextRow
            id={id}
            field="settings.logLimit"
            label="Lines a second"
            of={name}
            text={host.settings?.logLimit?.toString() ?? ''}
            placeholder="no limit"
            mono
            change={(text) => {
              const logLimit = readNumber(text, 1, 10_000);
              if (typeof logLimit === 'string') return logLimit;
              return (document) => patchRecord(document, id, { settings: settings({ logLimit }) });
            }}
          />
        </div>
        <SelectRow
          id={id}
          field="settings.backend"
          label="Layer 2 by"
          value={host.settings?.backend ?? 'iptables'}
          choices={BACKENDS}
          onChange={(value) =>
            edit(`Change layer 2 of ${name}`, (document) =>
              patchRecord(document, id, { settings: settings({ backend: value === 'iptables' ? undefined : value }) }),
            )
          }
        />
        <SwitchRow
          label="A conntrack zone for each bridge"
          hint="Connections are tracked bridge by bridge: a refused one is seen as refused across two bridges, too."
          isSelected={host.settings?.conntrackZones ?? false}
          onChange={(on) =>
            edit(`Change conntrack zones of ${name}`, (document) =>
              patchRecord(document, id, { settings: settings({ conntrackZones: on ? true : undefined }) }),
            )
          }
        />
      </Section>
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

/** No object at all when nothing is in it: an empty one would only make the file longer. */
function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> | undefined {
  const values = Object.entries(fields).filter(([, value]) => value !== undefined);
  return values.length === 0 || values.every(([, value]) => value === '') ? undefined : Object.fromEntries(values);
}
