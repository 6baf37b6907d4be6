import type { Document, Id } from '../document.ts';
import { recordIndex } from '../record-index.ts';
import type { IdentifiedKind } from '../record-kind.ts';
import { allReferences } from '../references.ts';

/** Kinds that are there only to be named by rules; what is drawn has its use by being drawn. */
const NAMED_KINDS: readonly IdentifiedKind[] = ['group', 'address', 'service', 'user', 'interval'];

/**
 * Objects that nothing which acts leads to: addresses, services, users, intervals and groups that no rule names, directly or
 * through other groups, branch policies that no rule branches to, and externals without a line that no rule names. What only
 * an unused policy or group names is unused as well, so that all of it can be deleted in one step. A rule that is switched
 * off counts as a use: it may be switched on again.
 */
export function unusedRecords(document: Document): readonly Id[] {
  const named = new Map<Id, Id[]>();
  for (const { owner, rule, id } of allReferences(document)) {
    const from = rule?.policy ?? owner;
    named.set(from, [...(named.get(from) ?? []), id]);
  }
  const index = recordIndex(document);
  const reached = new Set<Id>();
  const queue = [...index].filter(([, entry]) => actsByItself(entry)).map(([id]) => id);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    queue.push(...(named.get(id) ?? []));
  }
  return [...index.keys()].filter((id) => !reached.has(id));
}

type Entry = ReturnType<typeof recordIndex> extends ReadonlyMap<Id, infer E> ? E : never;

function actsByItself(entry: Entry): boolean {
  if (entry.kind === 'policy') return entry.record.kind === 'main';
  if (entry.kind === 'external') return entry.record.port !== undefined;
  return !NAMED_KINDS.includes(entry.kind);
}
