import type { Host } from '../../../shared/document/document.ts';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { edit } from '../../state/document-store.ts';
import { joinList, readNumber, splitList } from '../fields/changes.ts';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';
import { ESTABLISHED, PROFILES, STYLES } from './host-choices.ts';
import { patchSettings } from './host-patch.ts';

/** How the host's rules are made and pushed. */
export function HostFilter({ host }: { readonly host: Host }) {
  const { id, name, settings } = host;
  return (
    <Section title="Filter">
      <TextRow
        id={id}
        field="settings.adminAccess"
        label="Admin access"
        of={name}
        text={joinList(settings?.adminAccess)}
        placeholder="192.168.44.0/24"
        mono
        hint="Networks that always reach this host's SSH, before every other rule. Separate several by commas."
        change={(text) => {
          const list = splitList(text);
          return patchSettings(host, { adminAccess: list.length > 0 ? list : undefined });
        }}
      />
      <SelectRow
        id={id}
        field="settings.established"
        label="Replies"
        value={settings?.established ?? 'after-denials'}
        choices={ESTABLISHED}
        onChange={(value) =>
          edit(`Change replies of ${name}`, patchSettings(host, { established: value === 'none' ? 'none' : undefined }))
        }
      />
      <SelectRow
        id={id}
        field="settings.script"
        label="Script style"
        value={settings?.script ?? 'restore'}
        choices={STYLES}
        onChange={(script) => edit(`Change script style of ${name}`, patchSettings(host, { script }))}
      />
      <SelectRow
        id={id}
        field="settings.profile"
        label="Rules made for"
        value={settings?.profile ?? 'readable'}
        choices={PROFILES}
        onChange={(profile) => edit(`Change profile of ${name}`, patchSettings(host, { profile }))}
      />
      <TextRow
        id={id}
        field="settings.rollbackSeconds"
        label="Roll back after (seconds)"
        of={name}
        text={settings?.rollbackSeconds?.toString() ?? ''}
        placeholder="60"
        mono
        hint="An unconfirmed deployment undoes itself after this time."
        change={(text) => {
          const rollbackSeconds = readNumber(text, 10, 3600);
          return typeof rollbackSeconds === 'string' ? rollbackSeconds : patchSettings(host, { rollbackSeconds });
        }}
      />
    </Section>
  );
}
