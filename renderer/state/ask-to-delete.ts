import type { Id } from '../../shared/document/document.ts';
import { withDependents } from '../../shared/document/edits/dependents.ts';
import { type Use, usesFromOutside } from '../../shared/document/where-used.ts';
import { currentDocument } from './document-store.ts';
import { deleteLabel, deleteObjects } from './object-edits.ts';
import { type Deed, openDialog } from './ui-store.ts';

/** Where the objects, and what goes with them, are named by what stays. */
export function usesLost(ids: readonly Id[]): readonly (Use & { readonly id: Id })[] {
  const document = currentDocument();
  return usesFromOutside(document, withDependents(document, ids));
}

/** Deletes at once what nothing names; otherwise shows first where it is used. */
export function askToDelete(ids: readonly Id[]): void {
  if (ids.length > 0)
    askBefore(ids, { label: deleteLabel(ids), run: () => deleteObjects(ids), replaceable: ids.length === 1 });
}

/** The same for anything else that takes these records away: cutting them, or pulling a cable. */
export function askBefore(ids: readonly Id[], deed: Deed): void {
  if (usesLost(ids).length > 0) openDialog({ kind: 'delete', ids, deed });
  else deed.run();
}
