import type { SectionRule } from '../ir/section-rule.ts';

/** The kernel keeps 29 characters of a log prefix and drops the rest without a word (xt_LOG.h, `prefix[30]`). */
export const LOG_PREFIX_BYTES = 29;

/** Firewall Builder's prefix, which log viewers and the articles know. */
export const DEFAULT_LOG_PREFIX = 'RULE %N -- %A ';

const ACTION_WORDS: Readonly<Record<SectionRule['verdict']['kind'], string>> = {
  accept: 'ACCEPT',
  deny: 'DENY',
  reject: 'REJECT',
  branch: 'BRANCH',
  continue: 'CONTINUE',
};

/** The prefix of a rule's log lines: the macros filled in, cut visibly (with `~ `) where the kernel would cut silently. */
export function logPrefix(
  template: string,
  rule: {
    readonly number: number;
    readonly verdict: SectionRule['verdict'];
    readonly id: string;
    readonly chain: string;
  },
): string {
  const values: Readonly<Record<string, string>> = {
    N: String(rule.number),
    A: ACTION_WORDS[rule.verdict.kind],
    R: rule.id,
    C: rule.chain,
    '%': '%',
  };
  const text = template.replace(/%([NARC%])/g, (macro, key: string) => values[key] ?? macro);
  // One byte a character from here on: the limit counts bytes, and half a character must not reach the log.
  const ascii = text.replace(/[^\x20-\x7e]/g, '?');
  return ascii.length <= LOG_PREFIX_BYTES ? ascii : `${ascii.slice(0, LOG_PREFIX_BYTES - 2)}~ `;
}
