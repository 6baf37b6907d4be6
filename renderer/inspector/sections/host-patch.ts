import type { Document, Host } from '../../../shared/document/document.ts';
import { patchSame } from '../../../shared/document/keep-identity.ts';
import { patchRecord } from '../../state/patch-record.ts';

type Fields = Readonly<Record<string, unknown>>;

/** Sets fields of how the host is reached; `undefined` takes one away. */
export function patchConnection(host: Host, fields: Fields): (document: Document) => Document {
  const connection = withoutEmpty(patchSame({ address: '', ...host.connection }, fields));
  return (document) => patchRecord(document, host.id, { connection });
}

/** No object at all when nothing is in it: an empty one would only make the file longer. */
function withoutEmpty(fields: Record<string, unknown>): Record<string, unknown> | undefined {
  const values = Object.entries(fields).filter(([, value]) => value !== undefined);
  return values.length === 0 || values.every(([, value]) => value === '') ? undefined : Object.fromEntries(values);
}
