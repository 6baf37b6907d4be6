import { type Document, emptyDocument, type Id, type Rule } from '../document.ts';
import { recordIndex } from '../record-index.ts';
import { mapReferences } from '../references.ts';
import { addRule } from './policy-edits.ts';
import { removeRecords } from './remove-records.ts';

export interface PastedRules {
  readonly document: Document;
  readonly rules: readonly Id[];
}

/**
 * Puts copies of rules into a policy, from an index on. Objects that the document no longer has are left out of them, as if they
 * were deleted now: a rule that names nothing else in one of its fields is switched off and says why.
 */
export function pasteRules(document: Document, policy: Id, index: number, rules: readonly Rule[]): PastedRules {
  let result = document;
  const ids = withKnownObjects(document, rules).map(({ id: _, ...fields }, at) => {
    const added = addRule(result, policy, index + at, fields);
    result = added.document;
    return added.id;
  });
  return { document: result, rules: ids };
}

function withKnownObjects(document: Document, rules: readonly Rule[]): readonly Rule[] {
  const known = recordIndex(document);
  const missing = new Set<Id>();
  const alone: Document = {
    ...emptyDocument('rules'),
    policies: [{ id: 'rules', name: 'rules', kind: 'main', attach: {}, rules }],
  };
  mapReferences(alone, (id) => {
    if (!known.has(id)) missing.add(id);
    return id;
  });
  if (missing.size === 0) return rules;
  const ghosts = [...missing].map((id) => ({ id, name: id, value: '0.0.0.0' }));
  return removeRecords({ ...alone, addresses: ghosts }, missing).policies[0]?.rules ?? rules;
}
