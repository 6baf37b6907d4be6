import type { Document, Id } from '../document.ts';
import { sameValue } from '../keep-identity.ts';
import { STANDARD_ADDRESSES, STANDARD_SERVICES, serviceDetail } from '../standard-objects.ts';
import { addObject } from './add-records.ts';

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
    const added = service ? addObject(now, 'services', service) : address && addObject(now, 'addresses', address);
    if (!added) continue;
    now = added.document;
    ids.push(added.id);
  }
  return { document: now, ids };
}
