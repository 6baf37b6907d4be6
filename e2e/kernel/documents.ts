import { readdirSync } from 'node:fs';
import type { Document } from '../../shared/document/document.ts';
import { readExample, readFixture, readGoldenCase } from './read-document.ts';

type Named = readonly (readonly [name: string, document: Document])[];

const ENDING = '.bridgewarden.json';
const CASES = '../../shared/compiler/cases/';

function named(folder: string): string[] {
  return readdirSync(new URL(folder, import.meta.url))
    .filter((name) => name.endsWith(ENDING))
    .map((name) => name.slice(0, -ENDING.length));
}

/** The documents that the kernel tests prove in every variant, by name. */
export const DOCUMENTS: Named = [
  ['two-bridges', readExample('two-bridges')],
  ...named('./documents/').map((name) => [name, readFixture(name)] as const),
];

/** What people open first, and what the compiler's listings are held against; each document once, whatever its names. */
export const SHIPPED: Named = distinct([
  ...named('../../assets/examples/').map((name) => [name, readExample(name)] as const),
  ...readdirSync(new URL(CASES, import.meta.url)).map((name) => [`case ${name}`, readGoldenCase(name)] as const),
]);

function distinct(documents: Named): Named {
  const texts = documents.map(([, document]) => JSON.stringify(document));
  return documents.filter((_, index) => texts.indexOf(texts[index] ?? '') === index);
}
