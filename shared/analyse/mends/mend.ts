import type { Document } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';

/** A way to mend what a finding is about: one undoable step, by the name that the history shows. */
export interface Mend {
  /** "Give kali2 a MAC address": what the button says, and the history. */
  readonly label: string;
  readonly apply: (document: Document) => Document;
}

/** The mends of one kind of finding, the best first. They may be asked about a document that has moved on since. */
export type Mender = (document: Document, finding: Finding) => readonly Mend[];

/** The fields of a path such as `nics.0.addresses.1`. */
export function indexIn(field: string | undefined, list: string): number {
  const match = new RegExp(`(?:^|\\.)${list}\\.(\\d+)`).exec(field ?? '');
  return match ? Number(match[1]) : 0;
}
