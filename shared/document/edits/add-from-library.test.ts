import { expect, it } from 'vitest';
import { emptyDocument } from '../document.ts';
import { addFromLibrary, libraryOf } from './add-from-library.ts';
import { renameRecord } from './update-record.ts';

it('adds standard objects of both kinds in one step, and knows them again by what they mean', () => {
  const { document, ids } = addFromLibrary(emptyDocument('test'), ['SSH', 'private 10/8 (RFC 1918)', 'nonsense']);
  expect(document.services).toEqual([{ id: ids[0], name: 'SSH', protocol: 'tcp', ports: '22' }]);
  expect(document.addresses).toMatchObject([{ value: '10.0.0.0/8' }]);
  const renamed = libraryOf(renameRecord(document, ids[0]!, 'my shell'));
  expect(renamed.services.filter(({ present }) => present).map(({ name }) => name)).toEqual(['SSH']);
  expect(renamed.addresses.filter(({ present }) => present)).toHaveLength(1);
});

it('tells a standard object from one of the same name that means something else', () => {
  const own = {
    ...emptyDocument('test'),
    services: [{ id: 'ssh', name: 'SSH', protocol: 'tcp', ports: '2222' } as const],
  };
  const { document } = addFromLibrary(own, ['SSH']);
  expect(document.services.map(({ name, ports }) => `${name} ${ports}`)).toEqual(['SSH 2222', 'SSH2 22']);
});
