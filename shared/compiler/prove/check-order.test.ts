import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDocument } from '../../document/parse.ts';
import { compile } from '../compile.ts';
import { checkOrder } from './check-order.ts';

function example(name: string) {
  const { document } = parseDocument(readFileSync(`assets/examples/${name}.bridgewarden.json`, 'utf8'));
  if (!document) throw new Error(`${name} does not parse`);
  return document;
}

describe('order contract', () => {
  test.each([
    ['two-bridges', 'readable'],
    ['office-consoles', 'readable'],
    ['fifty-guests', 'readable'],
    ['fifty-guests', 'scaled'],
    ['dhcp-and-ipv6', 'scaled'],
  ] as const)('our own output of %s (%s) keeps it in both styles and families', (name, profile) => {
    for (const style of ['restore', 'commands'] as const) {
      const { hosts } = compile(example(name), { style, profile });
      expect(hosts).toHaveLength(1);
      for (const host of hosts) {
        const texts = ['rules_v4() {', 'rules_v6() {'].map((opening) => {
          const start = host.script.text.indexOf(opening);
          return host.script.text.slice(start, host.script.text.indexOf('\n}\n', start));
        });
        for (const listing of [host.listings['rules.v4'], host.listings['rules.v6']]) texts.push(listing?.text ?? '');
        for (const text of texts) {
          expect(text).toContain('-A BW_FORWARD');
          expect(checkOrder(text)).toEqual([]);
        }
      }
    }
  });

  test('catches established-accept above the spoofing denials (CVE-2025-52890)', () => {
    const text = [
      '*filter',
      '-A FORWARD -m state --state ESTABLISHED,RELATED -j ACCEPT',
      '-A FORWARD -m physdev --physdev-in vk64 ! -s 192.168.50.14 -j DROP',
      '-A FORWARD -m physdev --physdev-is-bridged --physdev-out vk64 ! -d 192.168.50.14 -j DROP',
      'COMMIT',
    ].join('\n');
    expect(checkOrder(text, ['FORWARD']).map(({ line, other }) => [line, other])).toEqual([
      [2, 3],
      [2, 4],
    ]);
  });

  test("catches one guest's accept above another guest's denial (OpenNebula/one 3556)", () => {
    const text = [
      '*filter',
      '-A FORWARD -m physdev --physdev-in vk63 ! -s 192.168.50.13 -j DROP',
      '-A FORWARD -m physdev --physdev-is-bridged --physdev-out vk63 -j ACCEPT',
      '-A FORWARD -m physdev --physdev-in vk64 ! -s 192.168.50.14 -j DROP',
      'COMMIT',
    ].join('\n');
    expect(checkOrder(text, ['FORWARD']).map(({ line, other }) => [line, other])).toEqual([[3, 4]]);
  });

  test('lets denials and acceptances of different guests stand in any order', () => {
    const text = [
      '-A FORWARD -m physdev --physdev-in vk63 -s 192.168.50.13 -j ACCEPT',
      '-A FORWARD -m physdev --physdev-in vk64 ! -s 192.168.50.14 -j DROP',
    ].join('\n');
    expect(checkOrder(text, ['FORWARD'])).toEqual([]);
  });

  test('refuses to vouch for what it does not understand', () => {
    expect(() => checkOrder('-A BW_FORWARD -m set --match-set friends src -j ACCEPT')).toThrow(/--match-set/);
  });
});
