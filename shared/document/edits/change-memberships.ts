import type { Document, Id } from '../document.ts';
import { setMember } from './membership.ts';

/** Records that enter or leave one group. */
export interface MembershipChange {
  readonly group: Id;
  readonly join: readonly Id[];
  readonly leave: readonly Id[];
}

/** Several memberships at once, as when objects are dragged from one group into another; who both leaves and joins a group stays. */
export function changeMemberships(document: Document, changes: readonly MembershipChange[]): Document {
  let result = document;
  for (const { group, join, leave } of changes) {
    for (const id of leave) if (!join.includes(id)) result = setMember(result, group, id, false);
    for (const id of join) result = setMember(result, group, id, true);
  }
  return result;
}
