import { CornerDownRight, FileText } from 'lucide-react';
import { useState } from 'react';
import type { Id } from '../../shared/document/document.ts';
import { endDrag, useGrid } from '../rule-edits/grid-store.ts';
import { transferRules } from '../rule-edits/rule-commands.ts';
import { useDocument } from '../state/document-store.ts';
import { draggedRules } from './drag-rules.ts';

/** While rules are dragged: the other policies, to let them go on. */
export function PolicyShelf({ shown }: { readonly shown: Id }) {
  const moving = useGrid((state) => state.moving.length > 0);
  const policies = useDocument((document) => document.policies);
  const others = policies.filter(({ id }) => id !== shown);
  const [over, setOver] = useState<Id | undefined>(undefined);
  if (!moving || others.length === 0) return undefined;
  return (
    <ul className="policy-shelf" aria-label="Drop on a policy">
      <li className="shelf-words">To</li>
      {others.map(({ id, name, kind }) => (
        <li
          key={id}
          className={`shelf-policy${over === id ? ' is-over' : ''}`}
          onDragOver={(event) => {
            event.preventDefault();
            event.dataTransfer.dropEffect = event.ctrlKey ? 'copy' : 'move';
            setOver(id);
          }}
          onDragLeave={() => setOver(undefined)}
          onDrop={(event) => {
            event.preventDefault();
            const refs = draggedRules(event);
            endDrag();
            transferRules(refs, id, undefined, event.ctrlKey);
          }}
        >
          {kind === 'branch' ? <CornerDownRight size={13} aria-hidden /> : <FileText size={13} aria-hidden />}
          {name}
        </li>
      ))}
    </ul>
  );
}
