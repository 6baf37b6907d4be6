import { KIND_WORDS, listWords } from '../describe.ts';
import type { Document, Guest, Host, Id, Policy, Rule } from '../document.ts';
import { filterSame, mapSame } from '../keep-identity.ts';
import { recordIndex } from '../record-index.ts';
import { TOP_LISTS, type TopList } from '../record-kind.ts';
import { mapReferences } from '../references.ts';
import { withDependents } from './dependents.ts';
import { emptyGroups } from './empty-groups.ts';
import { withList } from './update-record.ts';

/**
 * Deletes records with everything that hangs on them, and every reference to them, in one step. A rule that loses all of its
 * sources, destinations, services or the like is switched off and says why in its comment: without them it would mean "any".
 */
export function removeRecords(document: Document, ids: Iterable<Id>): Document {
  const gone = withDependents(document, ids);
  if (gone.size === 0) return document;
  const stays = ({ id }: { readonly id: Id }): boolean => !gone.has(id);
  let result = disableEmptiedRules(document, gone);
  for (const list of Object.keys(TOP_LISTS) as TopList[]) {
    result = withList(result, list, filterSame<{ readonly id: Id }>(result[list], stays));
  }
  result = withList(
    result,
    'hosts',
    mapSame(result.hosts, (host) => withoutParts(host, stays)),
  );
  result = withList(
    result,
    'guests',
    mapSame(result.guests, (guest) => unplugged(guest, gone)),
  );
  result = mapReferences(result, (id) => (gone.has(id) ? undefined : id));
  return withoutNodes(result, gone);
}

function withoutParts(host: Host, stays: (one: { readonly id: Id }) => boolean): Host {
  const bridges = withList(host, 'bridges', filterSame(host.bridges, stays));
  const ports = withList(bridges, 'ports', filterSame(host.ports, stays));
  return withList(ports, 'interfaces', filterSame(host.interfaces, stays));
}

/** A NIC stands behind exactly one port: without the port there is no NIC. */
function unplugged(guest: Guest, gone: ReadonlySet<Id>): Guest {
  return withList(
    guest,
    'nics',
    filterSame(guest.nics, ({ port }) => !gone.has(port)),
  );
}

function withoutNodes(document: Document, gone: ReadonlySet<Id>): Document {
  const { view } = document;
  if (view === undefined) return document;
  const nodes = withoutKeys(view.nodes, gone);
  const ports = withoutKeys(view.ports, gone);
  return withList(document, 'view', withList(withList(view, 'nodes', nodes), 'ports', ports));
}

function withoutKeys<T>(record: Readonly<Record<Id, T>> | undefined, gone: ReadonlySet<Id>) {
  const entries = Object.entries(record ?? {});
  const kept = entries.filter(([id]) => !gone.has(id));
  return kept.length === entries.length ? record : Object.fromEntries<T>(kept);
}

/** Fields of a rule in which nothing means "any". */
const NARROWING_FIELDS = ['source', 'destination', 'service', 'user', 'interval', 'ports', 'interfaces'] as const;

function disableEmptiedRules(document: Document, gone: ReadonlySet<Id>): Document {
  const emptyBefore = emptyGroups(document);
  const emptyAfter = emptyGroups(mapReferences(document, (id) => (gone.has(id) ? undefined : id)));
  // A group that held only what is gone is as good as gone for a rule that names nothing else.
  const counts = (id: Id): boolean => !gone.has(id) && (!emptyAfter.has(id) || emptyBefore.has(id));
  const policies = mapSame(document.policies, (policy): Policy => {
    const rules = mapSame(policy.rules, (rule) => disabledIfEmptied(document, rule, counts, gone));
    return rules === policy.rules ? policy : { ...policy, rules };
  });
  return withList(document, 'policies', policies);
}

function disabledIfEmptied(document: Document, rule: Rule, counts: (id: Id) => boolean, gone: ReadonlySet<Id>): Rule {
  const emptied = NARROWING_FIELDS.filter((field) => {
    const ids = rule[field] ?? [];
    return ids.length > 0 && !ids.some(counts);
  });
  const lostBranch = rule.branch !== undefined && gone.has(rule.branch);
  if (emptied.length === 0 && !lostBranch) return rule;
  const lost = [...emptied.flatMap((field) => rule[field] ?? []), ...(lostBranch ? [rule.branch] : [])];
  const names = [...new Set(lost)].map((id) => nameOf(document, id));
  const fields = [...emptied, ...(lostBranch ? ['branch'] : [])];
  const why = `Switched off: its ${listWords(fields, 'and')} (${listWords(names, 'and')}) ${names.length === 1 ? 'was' : 'were'} deleted.`;
  const comment = rule.comment === undefined || rule.comment === '' ? why : `${rule.comment} ${why}`;
  return { ...rule, enabled: false, comment };
}

function nameOf(document: Document, id: Id): string {
  const entry = recordIndex(document).get(id);
  return entry === undefined ? `"${id}"` : `${KIND_WORDS[entry.kind]} "${entry.record.name}"`;
}
