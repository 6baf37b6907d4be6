import { KIND_WORDS } from '../../shared/document/describe.ts';
import type { Document, Id } from '../../shared/document/document.ts';
import { type RecordEntry, recordIndex } from '../../shared/document/record-index.ts';
import type { IdentifiedKind } from '../../shared/document/record-kind.ts';

export function findEntry(document: Document, id: Id): RecordEntry | undefined {
  return recordIndex(document).get(id);
}

/** `Guest`: the kind's word as a title. */
export function kindTitle(kind: IdentifiedKind): string {
  const word = KIND_WORDS[kind];
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** The same within a sentence: "guest kali2". */
export function recordWords(document: Document, id: Id): string {
  const entry = findEntry(document, id);
  return entry ? `${KIND_WORDS[entry.kind]} ${entry.record.name}` : id;
}

/** What people call a record: "Guest kali2". */
export function recordTitle(document: Document, id: Id): string {
  const entry = findEntry(document, id);
  return entry ? `${kindTitle(entry.kind)} ${entry.record.name}` : id;
}
