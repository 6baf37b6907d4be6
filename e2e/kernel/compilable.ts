import { compile } from '../../shared/compiler/compile.ts';
import type { Document } from '../../shared/document/document.ts';

/** The document with those rules disabled that the compiler finds can never match: chance draws them. */
export function withoutImpossibleRules(document: Document): Document {
  const impossible = new Set(
    compile(document, {})
      .findings.filter((finding) => finding.severity === 'error' && finding.code === 'rule-never-matches')
      .map((finding) => finding.rule?.rule),
  );
  if (impossible.size === 0) return document;
  const policies = document.policies.map((policy) => ({
    ...policy,
    rules: policy.rules.map((rule) => (impossible.has(rule.id) ? { ...rule, enabled: false } : rule)),
  }));
  return { ...document, policies };
}
