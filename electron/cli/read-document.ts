import { resolve } from 'node:path';
import type { Document } from '../../shared/document/document.ts';
import type { Finding } from '../../shared/document/finding.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { openFile } from '../backend/files/open-file.ts';

export interface ReadDocument {
  readonly path: string;
  readonly text: string;
  /** Absent when the text cannot be used as a document; the findings say why. */
  readonly document?: Document;
  readonly findings: readonly Finding[];
}

/** Reads the document named on the command line. Throws `CallError` when the file itself cannot be read. */
export async function readDocument(file: string): Promise<ReadDocument> {
  const path = resolve(file);
  const { text } = await openFile(path);
  return { path, text, ...parseDocument(text) };
}

/** What makes a file unreadable as our input, in contrast to a document of ours that has mistakes in it. */
const UNREADABLE = new Set([
  'syntax-error',
  'not-a-bridgewarden-document',
  'bad-version',
  'newer-version',
  'too-old-version',
]);

export function isUnreadable(findings: readonly Finding[]): boolean {
  return findings.some((finding) => UNREADABLE.has(finding.code));
}
