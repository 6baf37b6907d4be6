import type { Host } from '../../../shared/document/document.ts';
import { FieldRow } from '../fields/FieldRow.tsx';
import { Section } from '../fields/Section.tsx';
import { HOST_SETTINGS } from './host-fields.ts';

/** What the host's kernel logs, and what does layer 2 and the tracking of connections. */
export function HostLog({ host }: { readonly host: Host }) {
  const shown = { records: [host], of: host.name };
  return (
    <Section title="Log and layers">
      <FieldRow field={HOST_SETTINGS.logPrefix} {...shown} />
      <div className="row-pair">
        <FieldRow field={HOST_SETTINGS.logLevel} {...shown} />
        <FieldRow field={HOST_SETTINGS.logLimit} {...shown} />
      </div>
      <FieldRow field={HOST_SETTINGS.backend} {...shown} />
      <FieldRow field={HOST_SETTINGS.conntrackZones} {...shown} />
    </Section>
  );
}
