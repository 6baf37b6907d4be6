import { describeRecord } from '../describe.ts';
import type { Document, Id } from '../document.ts';
import type { Finding } from '../finding.ts';
import { allRecords, type RecordEntry } from '../record-index.ts';

/** Two records with one id, or two rules of one policy with one id: a reference to it could mean either. */
export function* findDuplicateIds(document: Document): Generator<Finding> {
  const seen = new Map<Id, RecordEntry>();
  for (const entry of allRecords(document)) {
    const { id } = entry.record;
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, entry);
      continue;
    }
    const [one, other] = [first, entry].map(({ kind, record }) => describeRecord(kind, { id, name: record.name }));
    yield {
      code: 'duplicate-id',
      severity: 'error',
      message: `The id "${id}" is used twice: by ${one} and by ${other}. Give one of them another id.`,
      objects: [id],
      field: 'id',
    };
  }
  for (const policy of document.policies) {
    const rules = new Set<Id>();
    for (const { id } of policy.rules) {
      if (rules.has(id)) {
        yield {
          code: 'duplicate-rule-id',
          severity: 'error',
          message: `Two rules of ${describeRecord('policy', policy)} have the id "${id}". Give one of them another id.`,
          objects: [id, policy.id],
          rule: { policy: policy.id, rule: id },
          field: 'id',
        };
      }
      rules.add(id);
    }
  }
}
