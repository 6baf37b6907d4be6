import { readdirSync } from 'node:fs';
import type { Document } from '../../shared/document/document.ts';
import { readExample, readFixture } from './read-document.ts';

const ENDING = '.bridgewarden.json';
const FIXTURES = readdirSync(new URL('./documents/', import.meta.url))
  .filter((name) => name.endsWith(ENDING))
  .map((name) => name.slice(0, -ENDING.length));

/** Every document that the kernel tests prove, by name. */
export const DOCUMENTS: readonly (readonly [string, Document])[] = [
  ['two-bridges', readExample('two-bridges')],
  ...FIXTURES.map((name) => [name, readFixture(name)] as const),
];
