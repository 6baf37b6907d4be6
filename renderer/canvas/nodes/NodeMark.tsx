import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { Id } from '../../../shared/document/document.ts';
import { useResults } from '../../state/results-store.ts';

/** The sign on an object that a finding is about. */
export function NodeMark({ id }: { readonly id: Id }) {
  const mark = useResults((state) => state.marks.get(id));
  if (mark === 'error') return <CircleAlert className="node-mark is-error" size={15} aria-label="has an error" />;
  if (mark === 'warning')
    return <TriangleAlert className="node-mark is-warning" size={15} aria-label="has a warning" />;
  return undefined;
}
