import { Button } from 'react-aria-components';
import { countWords } from '../../../shared/document/describe.ts';
import type { AttachKind, Policy } from '../../../shared/document/document.ts';
import { SelectRow } from '../../controls/SelectRow.tsx';
import { edit, useDocument } from '../../state/document-store.ts';
import { patchRecord } from '../../state/patch-record.ts';
import { showDock, useUi } from '../../state/ui-store.ts';
import { rename } from '../fields/changes.ts';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';

const KINDS = [
  { id: 'main', label: 'Main', detail: 'read for every packet' },
  { id: 'branch', label: 'Branch', detail: 'read when a rule branches to it' },
] as const;

export function PolicyProperties({ policy }: { readonly policy: Policy }) {
  const { id, name } = policy;
  const document = useDocument((now) => now);
  const [kind, to] = Object.entries(policy.attach)[0] ?? [];
  const choices = (
    [
      ['host', document.hosts],
      ['bridge', document.hosts.flatMap((host) => host.bridges)],
      ['port', document.hosts.flatMap((host) => host.ports)],
      ['guest', document.guests],
      ['group', document.groups],
    ] as const
  ).flatMap(([what, list]) => list.map((one) => ({ id: `${what}:${one.id}`, label: one.name, detail: what })));
  return (
    <>
      <Section title="Policy">
        <TextRow id={id} field="name" label="Name" of={name} text={name} change={rename(id)} />
        <SelectRow
          id={id}
          field="kind"
          label="Kind"
          value={policy.kind}
          choices={KINDS}
          hint={policy.kind === 'main' ? 'Read from the top for every packet.' : 'Read when a rule branches to it.'}
          onChange={(value) => edit(`Change kind of ${name}`, (old) => patchRecord(old, id, { kind: value }))}
        />
        <SelectRow
          id={id}
          field="attach"
          label="Attached to"
          value={kind === undefined ? '' : `${kind}:${to}`}
          choices={choices}
          onChange={(value) => {
            const at = value.indexOf(':');
            const attach = { [value.slice(0, at) as AttachKind]: value.slice(at + 1) };
            edit(`Attach ${name}`, (old) => patchRecord(old, id, { attach }));
          }}
        />
      </Section>
      <Button
        className="button"
        onPress={() => {
          useUi.setState({ policy: id });
          showDock('rules');
        }}
      >
        Show its {countWords(policy.rules.length, 'rule')}
      </Button>
    </>
  );
}
