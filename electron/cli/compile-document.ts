import type { CompiledHost, CompileOptions } from '../../shared/compiler/result.ts';
import type { Document } from '../../shared/document/document.ts';
import { hasErrors } from '../../shared/document/finding.ts';
import { nativeCompile } from '../backend/native-compile.ts';
import { CommandError } from './exit-status.ts';
import { findingLines, mergeFindings } from './print-findings.ts';
import { isUnreadable, type ReadDocument } from './read-document.ts';
import { complain } from './say.ts';

/** The document of a file that must be one. What is wrong with it goes to stderr. */
export function usableDocument(file: string, { document, findings }: ReadDocument): Document {
  if (document) return document;
  for (const line of findingLines(file, findings)) complain(line);
  const status = isUnreadable(findings) ? 2 : 1;
  throw new CommandError(status, `${file} cannot be used as it is; nothing was compiled.`);
}

/** Compiles, tells on stderr what there is to tell, and gives nothing when one of that is an error. */
export function compileDocument(file: string, read: ReadDocument, options: CompileOptions): readonly CompiledHost[] {
  const result = nativeCompile(usableDocument(file, read), options);
  const findings = mergeFindings(read.findings, result.findings);
  for (const line of findingLines(file, findings)) complain(line);
  if (hasErrors(findings)) throw new CommandError(1, `${file} has errors; nothing was compiled.`);
  return result.hosts;
}
