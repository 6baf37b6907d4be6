import type { Finding } from '../../shared/document/finding.ts';

/** One line a finding, as compilers print them: the file, how bad, the sentence, its code. */
export function findingLines(file: string, findings: readonly Finding[]): string[] {
  return findings.map(({ severity, message, code }) => `${file}: ${severity}: ${message} [${code}]`);
}

/** The findings of several passes over one document; what two passes both report stands once. */
export function mergeFindings(...lists: readonly (readonly Finding[])[]): Finding[] {
  const known = new Map<string, Finding>();
  for (const finding of lists.flat()) {
    const { code, message, objects, field = '' } = finding;
    const key = JSON.stringify([code, message, objects, field]);
    if (!known.has(key)) known.set(key, finding);
  }
  return [...known.values()];
}
