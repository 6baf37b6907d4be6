import type { Document, Group, Id } from '../document.ts';

/** The groups that hold nobody, neither directly nor through other groups: a rule that names one of them names nobody. */
export function emptyGroups(document: Document): ReadonlySet<Id> {
  const groups = new Map<Id, Group>(document.groups.map((group) => [group.id, group]));
  const peopled = new Set<Id>();
  // Grows from the groups with a member of another kind upward; a circle of groups alone stays empty.
  for (let before = -1; before !== peopled.size; ) {
    before = peopled.size;
    for (const { id, members } of groups.values()) {
      if (members.some((member) => !groups.has(member) || peopled.has(member))) peopled.add(id);
    }
  }
  return new Set([...groups.keys()].filter((id) => !peopled.has(id)));
}
