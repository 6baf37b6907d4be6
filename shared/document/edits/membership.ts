import type { Document, Group, Id } from '../document.ts';
import { filterSame } from '../keep-identity.ts';
import { recordIndex } from '../record-index.ts';
import { ENDPOINT_KINDS } from '../reference-fields.ts';
import { changeRecord } from './update-record.ts';

/** Puts a record into a group or takes it out. A member that would close a circle of groups is not put in. */
export function setMember(document: Document, group: Id, member: Id, present: boolean): Document {
  return changeRecord(document, 'group', group, (one): Group => {
    const without = filterSame(one.members, (id) => id !== member);
    if (!present) return without === one.members ? one : { ...one, members: without };
    if (without !== one.members || !canBeMember(document, group, member)) return one;
    return { ...one, members: [...one.members, member] };
  });
}

/** True when the record is of a kind that groups hold and does not contain the group itself. */
export function canBeMember(document: Document, group: Id, member: Id): boolean {
  const kinds: readonly string[] = ENDPOINT_KINDS;
  const entry = recordIndex(document).get(member);
  return entry !== undefined && kinds.includes(entry.kind) && !groupsWithin(document, member).has(group);
}

/** The group itself and all groups in it, however deep. */
function groupsWithin(document: Document, start: Id): ReadonlySet<Id> {
  const found = new Set<Id>();
  const queue = [start];
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const entry = recordIndex(document).get(id);
    if (entry?.kind !== 'group' || found.has(id)) continue;
    found.add(id);
    queue.push(...entry.record.members);
  }
  return found;
}
