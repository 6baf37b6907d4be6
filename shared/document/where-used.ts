import { fieldInWords, KIND_WORDS } from './describe.ts';
import type { Document, Id } from './document.ts';
import type { RuleRef } from './finding.ts';
import { recordIndex } from './record-index.ts';
import { type Reference, referencesTo } from './references.ts';

/** One place where an object is used, in words and as a way there. */
export interface Use {
  /** `rule 3 of Main_Policy`, `group br6_grp`. */
  readonly where: string;
  /** What it is there: `source`, `member`, `port of NIC 1`. */
  readonly as: string;
  /** The record to go to: the policy for a rule. */
  readonly owner: Id;
  readonly rule?: RuleRef;
  /** Whether the object is only named there, so that another could stand in its place; wiring is not. */
  readonly named: boolean;
}

/** Every place where a record is used, in the order of the file. */
export function whereUsed(document: Document, id: Id): readonly Use[] {
  return referencesTo(document, id).map((reference) => useOf(document, reference));
}

/**
 * The uses of several records from outside of them: what somebody who deletes them should know. A rule or group that is
 * deleted along with them is none.
 */
export function usesFromOutside(document: Document, ids: ReadonlySet<Id>): readonly (Use & { readonly id: Id })[] {
  return [...ids].flatMap((id) =>
    whereUsed(document, id)
      .filter((use) => use.named && !ids.has(use.owner))
      .map((use) => ({ ...use, id })),
  );
}

function useOf(document: Document, { kind, owner, rule, field }: Reference): Use {
  const as = words(field);
  if (rule !== undefined) {
    const policy = recordIndex(document).get(rule.policy);
    const at = policy?.kind === 'policy' ? policy.record.rules.findIndex((one) => one.id === rule.rule) : -1;
    const where = `rule ${at < 0 ? rule.rule : at + 1} of ${policy?.record.name ?? rule.policy}`;
    return { where, as, owner: rule.policy, rule, named: true };
  }
  const name = recordIndex(document).get(owner)?.record.name ?? owner;
  return { where: `${KIND_WORDS[kind]} ${name}`, as, owner, named: kind === 'group' };
}

/** The field alone: in which place of a list it stands tells nothing here. */
function words(field: string): string {
  const [head = field] = field.split('.');
  return SAID[head] ?? fieldInWords(field).replaceAll('"', '');
}

const SAID: Readonly<Record<string, string>> = {
  members: 'member',
  source: 'source',
  destination: 'destination',
  service: 'service',
  user: 'user',
  interval: 'interval',
  ports: 'port',
  interfaces: 'interface',
  branch: 'branch',
  attach: 'attached to it',
  nics: 'behind it',
  peer: 'other end',
  bridge: 'port of it',
  port: 'behind it',
};
