import type { Document, Id } from '../../shared/document/document.ts';
import { updateRecord } from '../../shared/document/edits/update-record.ts';
import type { Patch } from '../../shared/document/keep-identity.ts';
import { recordIndex } from '../../shared/document/record-index.ts';
import type { IdentifiedKind, RecordTypes } from '../../shared/document/record-kind.ts';

/** Sets fields of a record whose kind the caller's form knows, but its types need not. */
export function patchRecord(document: Document, id: Id, fields: Readonly<Record<string, unknown>>): Document {
  const kind: IdentifiedKind | undefined = recordIndex(document).get(id)?.kind;
  return kind === undefined ? document : updateRecord(document, kind, id, fields as Patch<RecordTypes[typeof kind]>);
}
