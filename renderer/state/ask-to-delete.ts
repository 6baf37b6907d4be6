import type { Id } from '../../shared/document/document.ts';
import { withDependents } from '../../shared/document/edits/dependents.ts';
import { type Use, usesFromOutside } from '../../shared/document/where-used.ts';
import { currentDocument } from './document-store.ts';
import { deleteObjects } from './object-edits.ts';
import { openDialog } from './ui-store.ts';

/** Where the objects, and what goes with them, are named by what stays. */
export function usesLost(ids: readonly Id[]): readonly (Use & { readonly id: Id })[] {
  const document = currentDocument();
  return usesFromOutside(document, withDependents(document, ids));
}

/** Deletes at once what nothing names; otherwise shows first where it is used. */
export function askToDelete(ids: readonly Id[]): void {
  if (ids.length === 0) return;
  if (usesLost(ids).length > 0) openDialog({ kind: 'delete', ids });
  else deleteObjects(ids);
}
