import type { PreflightResult } from '../../../../shared/contract/preflight.ts';
import { parseFacts } from './facts.ts';
import type { PreflightCheck, PreflightClock, PreflightSubject } from './preflight-check.ts';
import { PREFLIGHT_PRELUDE } from './preflight-prelude.ts';

/** One script for all checks: a check that breaks off takes no other with it. */
export function checksScript(checks: readonly PreflightCheck[], subject: PreflightSubject): string {
  const parts = checks.map(({ id, script }) => `(\n${script(subject).trim()}\n) || fact broken ${id}\n`);
  return `set +e\n${PREFLIGHT_PRELUDE}\n${parts.join('')}exit 0\n`;
}

/** Judges what the script printed. */
export function judgeFacts(
  checks: readonly PreflightCheck[],
  output: string,
  subject: PreflightSubject,
  clock: PreflightClock,
): PreflightResult[] {
  const facts = parseFacts(output);
  return checks.flatMap((check) =>
    check.judge(facts, subject, clock).map((judgement) => ({ check: check.id, title: check.title, ...judgement })),
  );
}
