import { expect, it } from 'vitest';
import { emptyDocument } from '../../document/document.ts';
import { addObject } from '../../document/edits/add-records.ts';
import { STANDARD_ADDRESSES, STANDARD_SERVICES } from '../../document/standard-objects.ts';
import { checkDocument } from './check-document.ts';

it('finds nothing wrong with any standard object', () => {
  let document = emptyDocument('library');
  for (const service of STANDARD_SERVICES) ({ document } = addObject(document, 'services', service));
  for (const address of STANDARD_ADDRESSES) ({ document } = addObject(document, 'addresses', address));
  expect(document.services.length + document.addresses.length).toBeGreaterThan(50);
  expect(checkDocument(document)).toEqual([]);
  const names = [...STANDARD_SERVICES, ...STANDARD_ADDRESSES].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
});
