import { readFileSync } from 'node:fs';
import type { Document } from '../../shared/document/document.ts';

/** One of the documents of e2e/kernel/documents/. */
export function readFixture(name: string): Document {
  return read(new URL(`./documents/${name}.bridgewarden.json`, import.meta.url));
}

/** One of the example documents that the program brings along. */
export function readExample(name: string): Document {
  return read(new URL(`../../assets/examples/${name}.bridgewarden.json`, import.meta.url));
}

/** The document of one of the compiler's golden cases. */
export function readGoldenCase(name: string): Document {
  return read(new URL(`../../shared/compiler/cases/${name}/document.bridgewarden.json`, import.meta.url));
}

function read(url: URL): Document {
  return JSON.parse(readFileSync(url, 'utf8')) as Document;
}
