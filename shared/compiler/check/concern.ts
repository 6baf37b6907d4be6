import type { Document, Id } from '../../document/document.ts';
import type { Finding, RuleRef, Severity } from '../../document/finding.ts';

/** One check: reads a document whose shape is right and says what it has to say. Never throws. */
export type Check = (document: Document) => Iterable<Finding>;

/** What a finding is about: the records, most specific first, and the field of the first one. */
export interface Concern {
  readonly objects: readonly Id[];
  readonly field?: string;
  readonly rule?: RuleRef;
}

/** The concern of a single record. */
export function about(id: Id, field?: string, ...others: Id[]): Concern {
  return { objects: [id, ...others], ...(field === undefined ? {} : { field }) };
}

/** The concern of a rule. */
export function aboutRule(policy: Id, rule: Id, field?: string, ...others: Id[]): Concern {
  return { ...about(rule, field, policy, ...others), rule: { policy, rule } };
}

export function error(code: string, concern: Concern, message: string): Finding {
  return finding('error', code, concern, message);
}

export function warning(code: string, concern: Concern, message: string): Finding {
  return finding('warning', code, concern, message);
}

export function info(code: string, concern: Concern, message: string): Finding {
  return finding('info', code, concern, message);
}

function finding(severity: Severity, code: string, concern: Concern, message: string): Finding {
  return { code, severity, message, ...concern };
}
