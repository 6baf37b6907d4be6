import type { Document, Id } from '../document.ts';
import { recordIndex } from '../record-index.ts';
import type { Added } from './add-records.ts';
import { copyRecords } from './clipboard.ts';
import { type Pasted, type PasteOptions, pasteRecords } from './paste-records.ts';

/** Copies records, with the links among them, beside their originals: fresh ids, names, MACs and addresses. */
export function duplicateRecords(document: Document, ids: Iterable<Id>, options: PasteOptions = {}): Pasted {
  return pasteRecords(document, copyRecords(document, ids), options);
}

/** Copies one record of any kind; unchanged, with an empty id, when there is none. */
export function cloneRecord(document: Document, id: Id): Added {
  const kind = recordIndex(document).get(id)?.kind;
  if (kind === undefined) return { document, id: '' };
  const pasted = duplicateRecords(document, [id]);
  // A guest comes with its port: the copy that was asked for is the one of the same kind.
  const index = recordIndex(pasted.document);
  return { document: pasted.document, id: pasted.ids.find((one) => index.get(one)?.kind === kind) ?? '' };
}
