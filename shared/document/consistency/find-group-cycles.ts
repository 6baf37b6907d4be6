import { describeRecord } from '../describe.ts';
import type { Document, Group, Id } from '../document.ts';
import type { Finding } from '../finding.ts';
import { findCycle } from './find-cycle.ts';

/** Groups that contain themselves, directly or through others: one finding a cycle. */
export function* findGroupCycles(document: Document): Generator<Finding> {
  const groups = new Map<Id, Group>(document.groups.map((group) => [group.id, group]));
  const done = new Set<Id>();
  for (const start of document.groups) {
    const cycle = findCycle(start.id, (id) => groups.get(id)?.members ?? [], done);
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
