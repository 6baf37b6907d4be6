import type { Id, Policy } from '../../shared/document/document.ts';
import { addPolicy } from '../../shared/document/edits/policy-edits.ts';
import { removeRecords } from '../../shared/document/edits/remove-records.ts';
import { setCell } from '../../shared/document/edits/rule-cells.ts';
import { renameRecord } from '../../shared/document/edits/update-record.ts';
import type { RuleRef } from '../../shared/document/finding.ts';
import { askBefore } from '../state/ask-to-delete.ts';
import { deployHost } from '../state/deploy-view-store.ts';
import { currentDocument, edit } from '../state/document-store.ts';
import { findEntry } from '../state/records.ts';
import { useUi } from '../state/ui-store.ts';
import { resetGrid } from './grid-store.ts';
import { shownPolicy } from './shown-table.ts';

export function showPolicy(id: Id): void {
  if (shownPolicy()?.id === id) return;
  resetGrid();
  useUi.setState({ policy: id });
}

/** Shows the next or the last policy of the list; from the end it begins again. */
export function stepPolicy(by: 1 | -1): void {
  const { policies } = currentDocument();
  const at = policies.findIndex(({ id }) => id === shownPolicy()?.id);
  const next = policies.at((at + by) % policies.length);
  if (next) showPolicy(next.id);
}

/**
 * A new policy for an object, shown and selected, so that the inspector says what it is attached to; for that of the policy shown,
 * or the first host, when none is said.
 */
export function newPolicy(kind: Policy['kind'], attachTo?: Id, name?: string): Id {
  const [shown] = Object.values(shownPolicy()?.attach ?? {});
  const target = attachTo ?? shown ?? deployHost();
  if (target === undefined) return '';
  let id = '';
  edit(
    kind === 'main' ? 'Add policy' : 'Add branch',
    (document) => {
      const added = addPolicy(document, kind, target, name);
      id = added.id;
      return added.document;
    },
    { select: () => [id] },
  );
  if (id !== '') showPolicy(id);
  return id;
}

/** A new branch policy that a rule branches to at once: one step. */
export function newBranchFor(ref: RuleRef, name?: string): void {
  const policy = findEntry(currentDocument(), ref.policy);
  const [target] = policy?.kind === 'policy' ? Object.values(policy.record.attach) : [];
  if (target === undefined) return;
  edit('Branch to a new policy', (document) => {
    const added = addPolicy(document, 'branch', target, name);
    return setCell(added.document, { ...ref, cell: 'action' }, [added.id]);
  });
}

export function renamePolicy(policy: Policy, name: string): void {
  if (name.trim() === '' || name === policy.name) return;
  edit(`Rename policy ${policy.name}`, (document) => renameRecord(document, policy.id, name.trim()));
}

/** Deletes a policy at once when no rule branches to it; otherwise shows first which one does. */
export function deletePolicy(policy: Policy): void {
  const label = `Delete policy ${policy.name}`;
  const run = () => {
    resetGrid();
    edit(label, (document) => removeRecords(document, [policy.id]));
  };
  askBefore([policy.id], { label, run });
}

/** What a policy belongs to: `host mytux`. */
export function attachWords(policy: Policy): string {
  const [attached] = Object.entries(policy.attach);
  if (attached === undefined) return 'nothing';
  const [kind, id] = attached;
  return `${kind} ${findEntry(currentDocument(), id)?.record.name ?? id}`;
}
