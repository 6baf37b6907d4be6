import { Check } from 'lucide-react';
import { Checkbox, CheckboxGroup } from 'react-aria-components';
import type { Group } from '../../../shared/document/document.ts';
import { canBeMember } from '../../../shared/document/edits/membership.ts';
import { FindingLines } from '../../controls/FindingLines.tsx';
import { useFieldFindings } from '../../controls/use-finding.ts';
import { edit, useDocument } from '../../state/document-store.ts';
import { patchRecord } from '../../state/patch-record.ts';
import { kindTitle } from '../../state/records.ts';
import { rename } from '../fields/changes.ts';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';

export function GroupProperties({ group }: { readonly group: Group }) {
  const { id, name, members } = group;
  const document = useDocument((now) => now);
  const findings = useFieldFindings(id, 'members');
  const candidates = [
    ...document.guests.map((one) => ({ id: one.id, name: one.name, kind: 'guest' as const })),
    ...document.externals.map((one) => ({ id: one.id, name: one.name, kind: 'external' as const })),
    ...document.hosts.map((one) => ({ id: one.id, name: one.name, kind: 'host' as const })),
    ...document.addresses.map((one) => ({ id: one.id, name: one.name, kind: 'address' as const })),
    ...document.groups.map((one) => ({ id: one.id, name: one.name, kind: 'group' as const })),
    // One that contains this group would close a circle; if it does so already, it can be taken out.
  ].filter((one) => members.includes(one.id) || canBeMember(document, id, one.id));
  return (
    <>
      <Section title="Group">
        <TextRow id={id} field="name" label="Name" of={name} text={name} change={rename(id)} />
      </Section>
      <Section title="Members">
        <FindingLines findings={findings} />
        {candidates.length === 0 && (
          <p className="empty">Draw guests first; then tick here who belongs to the group.</p>
        )}
        <CheckboxGroup
          className="checks"
          aria-label="Members"
          value={[...members]}
          onChange={(chosen) => {
            // Members keep their order; new ones come last.
            const now = [
              ...members.filter((one) => chosen.includes(one)),
              ...chosen.filter((one) => !members.includes(one)),
            ];
            edit(`Change members of ${name}`, (old) => patchRecord(old, id, { members: now }));
          }}
        >
          {candidates.map((one) => (
            <Checkbox key={one.id} value={one.id} className="check">
              <span className="check-box" aria-hidden>
                <Check size={12} strokeWidth={3} />
              </span>
              <span className="check-label">{one.name}</span>
              <span className="check-detail">{kindTitle(one.kind)}</span>
            </Checkbox>
          ))}
        </CheckboxGroup>
      </Section>
    </>
  );
}
