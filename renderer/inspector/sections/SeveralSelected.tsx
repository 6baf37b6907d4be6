import { Button } from 'react-aria-components';
import type { Id } from '../../../shared/document/document.ts';
import type { Action } from '../../actions/action.ts';
import { actionById } from '../../actions/registry.ts';
import { useAction } from '../../actions/use-action.ts';
import { RecordLink } from '../fields/RecordLink.tsx';
import { Section } from '../fields/Section.tsx';

const OFFERED = ['edit.link', 'edit.group', 'edit.duplicate', 'edit.delete'];

/** Several objects are selected: what can be done with them together. */
export function SeveralSelected({ ids }: { readonly ids: readonly Id[] }) {
  return (
    <>
      <header className="inspector-head">
        <span className="inspector-title">
          <span className="inspector-kind">Selection</span>
          <h2>{ids.length} objects</h2>
        </span>
      </header>
      <div className="inspector-body">
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
