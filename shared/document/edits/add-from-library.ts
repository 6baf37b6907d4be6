import type { Document, Id } from '../document.ts';
import { sameValue } from '../keep-identity.ts';
import { STANDARD_ADDRESSES, STANDARD_SERVICES, serviceDetail } from '../standard-objects.ts';
import { addObject, type NewRecords } from './add-records.ts';
import { freshLike } from './fresh.ts';

/** One standard object. */
export interface LibraryItem {
  readonly name: string;
  readonly detail: string;
  /** The document has it already, under this name or another one. */
  readonly present: boolean;
}

/** The library of standard objects, as a document sees it. */
export function libraryOf(document: Document): Readonly<Record<'services' | 'addresses', readonly LibraryItem[]>> {
  const meaning = (record: object): object => ({ ...record, id: '', name: '' });
  return {
    services: STANDARD_SERVICES.map((service) => ({
      name: service.name,
      detail: serviceDetail(service),
      present: document.services.some((one) => sameValue(meaning(one), meaning(service))),
    })),
    addresses: STANDARD_ADDRESSES.map(({ name, value }) => ({
      name,
      detail: value,
      present: document.addresses.some((one) => one.value === value),
    })),
  };
}

/** An object of one's own may have the name already, and mean something else: then the standard one is told apart by a number. */
function addNamed<L extends 'services' | 'addresses'>(document: Document, list: L, record: NewRecords[L]) {
  const taken = new Set(document[list].map(({ name }) => name));
  return addObject(document, list, { ...record, name: freshLike(taken, record.name) });
}

/** Makes objects of the document of the standard ones with these names. */
export function addFromLibrary(
  document: Document,
  names: readonly string[],
): { readonly document: Document; readonly ids: readonly Id[] } {
  let now = document;
  const ids: Id[] = [];
  for (const name of names) {
    const service = STANDARD_SERVICES.find((one) => one.name === name);
    const address = STANDARD_ADDRESSES.find((one) => one.name === name);
    const added = service ? addNamed(now, 'services', service) : address && addNamed(now, 'addresses', address);
    if (!added) continue;
    now = added.document;
    ids.push(added.id);
  }
  return { document: now, ids };
}
