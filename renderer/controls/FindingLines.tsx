import type { Finding } from '../../shared/document/finding.ts';

/** Findings as sentences under what they are about. */
export function FindingLines({ findings }: { readonly findings: readonly Finding[] }) {
  return findings.map((finding) => (
    <p key={finding.code + finding.message} className={`row-finding is-${finding.severity}`}>
      {finding.message}
    </p>
  ));
}
