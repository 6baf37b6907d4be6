import type { Document, Id, Rule } from '../document.ts';
import type { RuleRef } from '../finding.ts';
import { recordIndex } from '../record-index.ts';
import type { IdentifiedKind, RecordTypes } from '../record-kind.ts';
import { updateRule } from './policy-edits.ts';
import { changeRecord } from './update-record.ts';

/** Takes one element out of a list of a record, by its path: `nics.0.addresses.1`; or a field that is no element, by its name. */
export function withoutElement(document: Document, id: Id, field: string): Document {
  const kind: IdentifiedKind | undefined = recordIndex(document).get(id)?.kind;
  if (kind === undefined || field === '') return document;
  return changeRecord(document, kind, id, (record) => dropAt(record, field.split('.')) as RecordTypes[typeof kind]);
}

/**
 * Takes one entry out of a rule. A rule that would be left without any entry in that field is switched off instead, because
 * then it would mean "any".
 */
export function withoutRuleEntry(document: Document, ref: RuleRef, field: string): Document {
  const policy = document.policies.find(({ id }) => id === ref.policy);
  const rule = policy?.rules.find(({ id }) => id === ref.rule);
  if (!rule) return document;
  const [list = ''] = field.split('.');
  const before = rule[list as keyof Rule];
  const after = (dropAt(rule, field.split('.')) as Rule)[list as keyof Rule];
  const emptied = Array.isArray(after) ? after.length === 0 : list === 'branch';
  return updateRule(document, ref, {
    [list]: Array.isArray(after) && after.length === 0 ? undefined : after,
    ...(emptied && before !== undefined ? { enabled: false } : {}),
  });
}

function dropAt(value: unknown, [key = '', ...deeper]: readonly string[]): unknown {
  if (Array.isArray(value)) {
    const index = Number(key);
    if (value[index] === undefined) return value;
    if (deeper.length === 0) return value.toSpliced(index, 1);
    const changed = dropAt(value[index], deeper);
    return changed === value[index] ? value : value.with(index, changed);
  }
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return value;
  const { [key]: inner, ...others } = value as Record<string, unknown>;
  if (deeper.length === 0) return others;
  const changed = dropAt(inner, deeper);
  return changed === inner ? value : { ...value, [key]: changed };
}
