import { describe, expect, test } from 'vitest';
import { DEFAULT_LOG_PREFIX, LOG_PREFIX_BYTES, logPrefix } from './log-prefix.ts';

const rule = { number: 21, verdict: { kind: 'accept' }, id: 'r7f3', chain: 'In_RULE_21' } as const;

describe('log prefix', () => {
  test("is Firewall Builder's unless told", () => {
    expect(logPrefix(DEFAULT_LOG_PREFIX, rule)).toBe('RULE 21 -- ACCEPT ');
  });

  test('fills in number, rule id, action and chain, and leaves other signs alone', () => {
    expect(logPrefix('%R %A %C %N%% %x', rule)).toBe('r7f3 ACCEPT In_RULE_21 21% %x');
  });

  test('is cut where the reader sees it, never by the kernel', () => {
    const cut = logPrefix('a prefix that is much too long %N ', { ...rule, number: 12345 });
    expect(cut).toBe('a prefix that is much too l~ ');
    expect(Buffer.byteLength(cut)).toBe(LOG_PREFIX_BYTES);
    expect(Buffer.byteLength(logPrefix('äöü äöü äöü äöü äöü äöü äöü äöü', rule))).toBeLessThanOrEqual(LOG_PREFIX_BYTES);
  });
});
