import type { Document } from '../document.ts';
import type { Finding } from '../finding.ts';
import { findAttachProblems } from './find-attach-problems.ts';
import { findBrokenReferences } from './find-broken-references.ts';
import { findDuplicateIds } from './find-duplicate-ids.ts';
import { findGroupCycles } from './find-group-cycles.ts';
import { findPeerProblems } from './find-peer-problems.ts';

/** The checks of how the records of a document hang together, one a file. */
const CHECKS: readonly ((document: Document) => Iterable<Finding>)[] = [
  findDuplicateIds,
  findBrokenReferences,
  findAttachProblems,
  findGroupCycles,
  findPeerProblems,
];

/** Everything that is wrong with ids and references. The document can still be shown and mended with all of these. */
export function findInconsistencies(document: Document): Finding[] {
  return CHECKS.flatMap((check) => [...check(document)]);
}
