import type { Command } from 'commander';
import { bypassMatrix, type PortMatrix } from '../../shared/compiler/bypass/bypass-matrix.ts';
import { type Finding, hasErrors } from '../../shared/document/finding.ts';
import { nativeCompile } from '../backend/native-compile.ts';
import type { ExitStatus } from './exit-status.ts';
import { findingLines, mergeFindings } from './print-findings.ts';
import { isUnreadable, readDocument } from './read-document.ts';
import { complain, say } from './say.ts';

/** `bridgewarden check FILE [--json]`: everything that is to be said about a document. */
export function addCheckCommand(program: Command, finish: (status: ExitStatus) => void): void {
  program
    .command('check')
    .description('report what is wrong or doubtful in a document')
    .argument('<FILE>', 'the document')
    .option('--json', 'print one JSON value: { "findings": [...], "matrix": [...] }')
    .action(async (file: string, { json }: { json?: boolean }) => {
      finish(await runCheck(file, json ?? false));
    });
}

async function runCheck(file: string, json: boolean): Promise<ExitStatus> {
  const { document, findings: parsed } = await readDocument(file);
  // Compiling finds everything that would keep the document from being compiled, so the two commands cannot disagree.
  const findings = document ? mergeFindings(parsed, nativeCompile(document).findings) : [...parsed];
  // Of a document with errors nobody knows what its ports come to.
  const matrix = document && !hasErrors(findings) ? bypassMatrix(document) : undefined;
  print(file, findings, matrix, json);
  if (isUnreadable(findings)) return 2;
  return hasErrors(findings) ? 1 : 0;
}

function print(
  file: string,
  findings: readonly Finding[],
  matrix: readonly PortMatrix[] | undefined,
  json: boolean,
): void {
  if (json) {
    say(JSON.stringify({ findings, matrix }, undefined, 2));
    return;
  }
  // What is no document at all is a failure of the command, and those go to stderr.
  const out = isUnreadable(findings) ? complain : say;
  for (const line of findingLines(file, findings)) out(line);
  if (findings.length === 0) say(`${file}: nothing to report.`);
}
