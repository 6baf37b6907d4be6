import { describe, expect, it } from 'vitest';
import { matchWords } from './match-words.ts';

describe('what a compiled rule matches, in few words', () => {
  it('is said by its only line', () => {
    const line = '-A BW_FORWARD -m physdev --physdev-is-bridged --physdev-out vk42 ! -d 192.168.50.12 -j DROP';
    expect(matchWords([line])).toBe('out by vk42 · not to 192.168.50.12');
    expect(matchWords(['-A BW_INPUT -i eth0 -p tcp -m tcp --dport 22 -m state --state NEW -j ACCEPT'])).toBe(
      'in by eth0 · tcp · port 22 · NEW',
    );
  });

  it('is said by the line that leads into its chain, and by the exceptions there', () => {
    const lines = [
      '-A BW_FORWARD -m physdev --physdev-in vk1 -j BW_In_RULE_3',
      ...['10.0.0.1', '10.0.0.2', '10.0.0.3'].map((address) => `-A BW_In_RULE_3 -s ${address} -j RETURN`),
      '-A BW_In_RULE_3 -j DROP',
    ];
    expect(matchWords(lines)).toBe('in by vk1 · not from 10.0.0.1 · not from 10.0.0.2 · and 1 more');
  });

  it('is nothing for a rule without lines', () => {
    expect(matchWords([])).toBe('');
  });
});
