import { describeRecord } from '../describe.ts';
import type { Document, Group, Id } from '../document.ts';
import type { Finding } from '../finding.ts';

/** Groups that contain themselves, directly or through others: one finding a cycle. */
export function* findGroupCycles(document: Document): Generator<Finding> {
  const groups = new Map<Id, Group>(document.groups.map((group) => [group.id, group]));
  const done = new Set<Id>();
  for (const start of document.groups) {
    const cycle = findCycle(start.id, groups, done);
    if (cycle === undefined) continue;
    const named = cycle.map((id) => `"${groups.get(id)?.name ?? id}"`);
    yield {
      code: 'group-cycle',
      severity: 'error',
      message:
        cycle.length === 1
          ? `The ${describeRecord('group', start)} is a member of itself. Take it out of its own members.`
          : `The groups ${[...named, named[0]].join(' -> ')} contain each other in a circle. Take one of them out of the next one's members.`,
      objects: cycle,
      field: 'members',
    };
  }
}

/** A cycle that can be reached from `start`, without recursion: a document may nest groups as deep as it likes. */
function findCycle(start: Id, groups: ReadonlyMap<Id, Group>, done: Set<Id>): Id[] | undefined {
  const path: { readonly id: Id; next: number }[] = [];
  const onPath = new Set<Id>();
  const enter = (id: Id): void => {
    if (done.has(id) || !groups.has(id)) return;
    done.add(id);
    onPath.add(id);
    path.push({ id, next: 0 });
  };
  let cycle: Id[] | undefined;
  enter(start);
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const member = groups.get(top.id)?.members[top.next];
    top.next += 1;
    if (member === undefined) {
      onPath.delete(top.id);
      path.pop();
    } else if (onPath.has(member)) {
      cycle ??= path.slice(path.findIndex(({ id }) => id === member)).map(({ id }) => id);
    } else {
      enter(member);
    }
  }
  return cycle;
}
