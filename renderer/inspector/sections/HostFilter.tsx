import type { Host } from '../../../shared/document/document.ts';
import { FieldRow } from '../fields/FieldRow.tsx';
import { Section } from '../fields/Section.tsx';
import { HOST_SETTINGS } from './host-fields.ts';

const SHOWN = ['adminAccess', 'established', 'script', 'profile', 'rollbackSeconds'] as const;

/** How the host's rules are made and pushed. */
export function HostFilter({ host }: { readonly host: Host }) {
  return (
    <Section title="Filter">
      {SHOWN.map((name) => (
        <FieldRow key={name} field={HOST_SETTINGS[name]} records={[host]} of={host.name} />
      ))}
    </Section>
  );
}
