import type { Document, Id } from '../../document/document.ts';
import { freshRuleId, updateRule } from '../../document/edits/policy-edits.ts';
import { removeRecords } from '../../document/edits/remove-records.ts';
import { withoutElement, withoutRuleEntry } from '../../document/edits/remove-reference.ts';
import { changeRecord } from '../../document/edits/update-record.ts';
import type { RuleRef } from '../../document/finding.ts';
import { recordIndex } from '../../document/record-index.ts';
import type { Mend, Mender } from './mend.ts';

/** `rule 3 of Main_Policy`. */
function ruleWords(document: Document, { policy, rule }: RuleRef): string {
  const found = document.policies.find(({ id }) => id === policy);
  const at = found?.rules.findIndex(({ id }) => id === rule) ?? -1;
  return `rule ${at < 0 ? rule : at + 1} of ${found?.name ?? policy}`;
}

export const switchRuleOff: Mender = (document, { rule }) =>
  rule === undefined
    ? []
    : [
        {
          label: `Switch off ${ruleWords(document, rule)}`,
          apply: (now) => updateRule(now, rule, { enabled: false }),
        },
      ];

/** Takes the entry that the finding names out of its rule; the rule is switched off when nothing else stands there. */
export const takeEntryOut: Mender = (document, { rule, field }) =>
  rule === undefined || field === undefined
    ? []
    : [
        {
          label: `Take it out of ${ruleWords(document, rule)}`,
          apply: (now) => withoutRuleEntry(now, rule, field),
        },
      ];

/** What a broken reference stands in goes without it; what cannot be without it goes as well. */
export const dropReference: Mender = (document, finding) => {
  const { rule, objects, field = '' } = finding;
  if (rule !== undefined) return takeEntryOut(document, finding);
  const [owner = ''] = objects;
  const name = recordIndex(document).get(owner)?.record.name ?? owner;
  if (field === 'bridge') return [{ label: `Delete port ${name}`, apply: (now) => removeRecords(now, [owner]) }];
  if (field.startsWith('attach')) return attach(document, finding);
  const what = /^nics\.\d+\.port$/.test(field) ? field.replace(/\.port$/, '') : field;
  const label = what === field ? `Take the entry out of ${name}` : `Disconnect this NIC of ${name}`;
  return [{ label, apply: (now) => withoutElement(now, owner, what) }];
};

/** A policy that belongs to nothing is attached to a host. */
export const attach: Mender = (document, { objects: [policy = ''] }) =>
  document.hosts.map(
    (host): Mend => ({
      label: `Attach it to ${host.name}`,
      apply: (now) => changeRecord(now, 'policy', policy, (one) => ({ ...one, attach: { host: host.id } })),
    }),
  );

export const takeNotAway: Mender = (document, { rule, field = '' }) => {
  if (rule === undefined) return [];
  const negated = field.replace(/^not\./, '');
  const label = `Take the “not” of the ${negated} away in ${ruleWords(document, rule)}`;
  return [
    {
      label,
      apply: (now) => {
        const before = now.policies.find(({ id }) => id === rule.policy)?.rules.find(({ id }) => id === rule.rule)?.not;
        const kept = Object.fromEntries(Object.entries(before ?? {}).filter(([key]) => key !== negated));
        return updateRule(now, rule, { not: Object.keys(kept).length > 0 ? kept : undefined });
      },
    },
  ];
};

export const mendIdleBranch: Mender = (document, { rule }) =>
  rule === undefined
    ? []
    : [
        {
          label: `Take the policy out of ${ruleWords(document, rule)}`,
          apply: (now) => updateRule(now, rule, { branch: undefined }),
        },
        {
          label: `Let ${ruleWords(document, rule)} branch`,
          apply: (now) => updateRule(now, rule, { action: 'branch' }),
        },
      ];

/** The second of two rules with one id is given another. */
export const freshRule: Mender = (_, { rule }) =>
  rule === undefined
    ? []
    : [{ label: 'Give the second rule an id of its own', apply: (now) => withFreshRule(now, rule) }];

function withFreshRule(document: Document, { policy, rule }: { policy: Id; rule: Id }): Document {
  return changeRecord(document, 'policy', policy, (one) => {
    const at = one.rules.findLastIndex(({ id }) => id === rule);
    const second = one.rules[at];
    const isSecond = one.rules.findIndex(({ id }) => id === rule) !== at;
    if (second === undefined || !isSecond) return one;
    return { ...one, rules: one.rules.with(at, { ...second, id: freshRuleId(one, one.rules.length + 1) }) };
  });
}
