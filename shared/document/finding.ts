import type { Id } from './document.ts';

export type Severity = 'error' | 'warning' | 'info';

/** A rule's full name: rule ids are unique only within their policy. */
export interface RuleRef {
  readonly policy: Id;
  readonly rule: Id;
}

/** Something that check, the compiler or an analysis has to say about the document. */
export interface Finding {
  /** A stable kebab-case name of the kind of finding, for example `dangling-reference`. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence or two for the administrator: what is wrong, with which object, and the mend. */
  readonly message: string;
  /** The ids of the records it concerns (rules included), the most specific first. */
  readonly objects: readonly Id[];
  /** The rule it is about, when it is about one. */
  readonly rule?: RuleRef;
  /** The field of the first object that it is about, for example `nics.0.mac`; the inspector shows it there. */
  readonly field?: string;
}

/** True when one of the findings is an error. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}
