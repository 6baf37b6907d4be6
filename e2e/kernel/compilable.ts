import { compile } from '../../shared/compiler/compile.ts';
import type { Document } from '../../shared/document/document.ts';
import type { Finding } from '../../shared/document/finding.ts';

/** The errors that the compiler finds in a document. */
export function errorsOf(document: Document): Finding[] {
  return compile(document, {}).findings.filter(({ severity }) => severity === 'error');
}

/**
 * The document with the rules switched off that the compiler refuses by name, because chance draws what comes to nothing: a user's rule
 * where no packet has a user, or a port in a branch that INPUT leads to. Switching off one may make another the culprit.
 */
export function withoutRefusedRules(document: Document): Document {
  const refused = new Set(errorsOf(document).flatMap(({ rule }) => (rule ? [`${rule.policy}/${rule.rule}`] : [])));
  if (refused.size === 0) return document;
  const policies = document.policies.map((policy) => ({
    ...policy,
    rules: policy.rules.map((rule) => (refused.has(`${policy.id}/${rule.id}`) ? { ...rule, enabled: false } : rule)),
  }));
  return withoutRefusedRules({ ...document, policies });
}
