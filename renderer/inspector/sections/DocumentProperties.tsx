import { updateDocument } from '../../../shared/document/edits/update-record.ts';
import { useDocument } from '../../state/document-store.ts';
import { Section } from '../fields/Section.tsx';
import { TextRow } from '../fields/TextRow.tsx';

/** Nothing is selected: the document itself. */
export function DocumentProperties() {
  const document = useDocument((now) => now);
  const bridges = document.hosts.flatMap((host) => host.bridges).length;
  const rules = document.policies.flatMap((policy) => policy.rules).length;
  const counts = [
    [document.hosts.length, 'Hosts'],
    [bridges, 'Bridges'],
    [document.guests.length, 'Guests'],
    [document.externals.length, 'Externals'],
    [rules, 'Own rules'],
  ] as const;
  return (
    <>
      <header className="inspector-head">
        <span className="inspector-title">
          <span className="inspector-kind">Document</span>
          <h2>{document.name}</h2>
        </span>
      </header>
      <div className="inspector-body">
        <Section title="Document">
          <TextRow
            id=""
            field="name"
            label="Name"
            of="the document"
            text={document.name}
            change={(name) => (now) => updateDocument(now, { name })}
          />
          <dl className="counts">
            {counts.map(([count, word]) => (
              <div key={word}>
                <dt>{word}</dt>
                <dd>{count}</dd>
              </div>
            ))}
          </dl>
        </Section>
        <p className="empty">Select something on the canvas or in the tree to see and change its properties here.</p>
      </div>
    </>
  );
}
