import { useMemo } from 'react';
import { Button } from 'react-aria-components';
import { countWords } from '../../../shared/document/describe.ts';
import type { Id, Port } from '../../../shared/document/document.ts';
import { fieldOf } from '../../../shared/document/edits/set-fields.ts';
import type { RecordEntry } from '../../../shared/document/record-index.ts';
import type { Action } from '../../actions/action.ts';
import { actionById } from '../../actions/registry.ts';
import { useAction } from '../../actions/use-action.ts';
import { useDocument } from '../../state/document-store.ts';
import { countLabel } from '../../state/object-edits.ts';
import { findEntry, kindTitle } from '../../state/records.ts';
import { FieldRow } from '../fields/FieldRow.tsx';
import { RecordLink } from '../fields/RecordLink.tsx';
import { Section } from '../fields/Section.tsx';
import { COMMON_FIELDS } from '../several/common-fields.ts';
import { SeveralProtections } from '../several/SeveralProtections.tsx';

const OFFERED = ['edit.link', 'edit.group', 'edit.give-macs', 'edit.duplicate', 'edit.delete'];

/** Several objects are selected: the fields that they share, and what can be done with them together. */
export function SeveralSelected({ ids }: { readonly ids: readonly Id[] }) {
  const document = useDocument((now) => now);
  const entries = useMemo(() => ids.flatMap((id) => findEntry(document, id) ?? []), [document, ids]);
  const kinds = [...new Set(entries.map(({ kind }) => kind))];
  const [kind] = kinds;
  const title = countWords(ids.length, kinds.length === 1 && kind !== undefined ? kindTitle(kind) : 'object');
  return (
    <>
      <header className="inspector-head">
        <span className="inspector-title">
          <span className="inspector-kind">Selection</span>
          <h2>{title}</h2>
        </span>
      </header>
      <div className="inspector-body">
        {kinds.length === 1 && kind !== undefined && <Common title={kindTitle(kind)} entries={entries} />}
        {kinds.length === 1 && kind === 'port' && (
          <SeveralProtections title="Protections" ports={portsAmong(entries)} />
        )}
        {kinds.length === 1 && kind === 'guest' && <PortsOfGuests entries={entries} />}
        <Section title="Together">
          <div className="button-column">
            {OFFERED.map((id) => (
              <Offer key={id} action={actionById(id)} />
            ))}
          </div>
        </Section>
        <Section title="Selected">
          {ids.map((id) => (
            <RecordLink key={id} id={id} />
          ))}
        </Section>
      </div>
    </>
  );
}

interface CommonProps {
  readonly title: string;
  /** Of one kind. */
  readonly entries: readonly RecordEntry[];
}

function Common({ title, entries }: CommonProps) {
  const [first] = entries;
  const fields = first ? COMMON_FIELDS[first.kind] : [];
  if (fields.length === 0) return undefined;
  return (
    <Section title={`${title}: all of them`}>
      {fields.map((field) => {
        const { within } = field;
        const records = entries
          .map(({ record }) => record)
          .filter((record) => within === undefined || fieldOf(record, within) !== undefined);
        if (records.length === 0) return undefined;
        const ids = records.map(({ id }) => id);
        return (
          <FieldRow
            // Of other objects it is another field: nothing that was typed or refused for these is theirs.
            key={`${field.path}:${ids.join()}`}
            field={field}
            records={records}
            of={countLabel('', ids).trim()}
          />
        );
      })}
    </Section>
  );
}

/** What guests share stands at the ports before them. */
function PortsOfGuests({ entries }: { readonly entries: readonly RecordEntry[] }) {
  const document = useDocument((now) => now);
  const ports = entries.flatMap((entry) =>
    entry.kind === 'guest' ? entry.record.nics.flatMap(({ port }) => findEntry(document, port) ?? []) : [],
  );
  return (
    <>
      <Common title="Their ports" entries={ports} />
      <SeveralProtections title="Protections of their ports" ports={portsAmong(ports)} />
    </>
  );
}

function portsAmong(entries: readonly RecordEntry[]): readonly Port[] {
  return entries.flatMap((entry) => (entry.kind === 'port' ? entry.record : []));
}

function Offer({ action }: { readonly action: Action }) {
  const { label, enabled } = useAction(action);
  const Icon = action.icon;
  if (!enabled) return undefined;
  return (
    <Button className="button" onPress={action.run}>
      {Icon && <Icon size={14} aria-hidden />}
      {label}
    </Button>
  );
}
