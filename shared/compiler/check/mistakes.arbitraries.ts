import { readFileSync } from 'node:fs';
import type { Document } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { checkDocument } from './check-document.ts';

/** A JSON value that a mistake can be made in. */
// biome-ignore lint/suspicious/noExplicitAny: the mistakes are made on raw JSON, as a person would in the file
export type Raw = any;

/** Its name, the findings it brings, the object and field that the first one points to, and the mistake itself. */
export type Mistake = readonly [string, readonly string[], string, string | undefined, (document: Raw) => void];

/** A bundled example, fresh from its file. */
export function example(name: string): Document {
  const url = new URL(`../../../assets/examples/${name}.bridgewarden.json`, import.meta.url);
  return JSON.parse(readFileSync(url, 'utf8')) as Document;
}

/** A bundled example with a mistake made in it. */
export function broken(base: string, mistake: (document: Raw) => void): Document {
  const document: Raw = example(base);
  mistake(document);
  return document as Document;
}

/** `error bad-mac`. */
export function codes(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code }) => `${severity} ${code}`);
}

/** What a mistake in the two-bridge example brings, besides the one warning that it has anyway. */
export function findingsOf(mistake: (document: Raw) => void): Finding[] {
  return checkDocument(broken('two-bridges', mistake)).filter(({ code }) => code !== 'no-admin-access');
}
