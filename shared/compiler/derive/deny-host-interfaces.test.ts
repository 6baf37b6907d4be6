import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Document } from '../../document/document.ts';
import { parseDocument } from '../../document/parse.ts';
import { parseAddress } from '../../net/address.ts';
import { compile } from '../compile.ts';
import { parseRules } from '../prove/parse-rules.ts';
import { probeText } from '../prove/probe-text.ts';

/** Four bridges in a row with the host behind the last one; here the second has an address of the host's as well. */
const drawing: Document = (() => {
  const { document } = parseDocument(readFileSync('shared/compiler/place/row.bridgewarden.json', 'utf8'));
  if (!document) throw new Error('the drawing does not parse');
  const device = { id: 'br-b-if', name: 'br-b', kind: 'ethernet' as const, addresses: ['10.0.1.2/24'] };
  return {
    ...document,
    hosts: document.hosts.map((host) => ({ ...host, interfaces: [...host.interfaces, device] })),
    policies: [
      { id: 'm', name: 'm', kind: 'main', attach: { host: 'vmhost' }, rules: [{ id: 'all', action: 'accept' }] },
    ],
  };
})();

function verdict(chain: string, source: string, physdev: { in: string; out?: string }, destination = '10.0.0.12') {
  const [from, to] = [source, destination].map(parseAddress);
  if (!from || !to) throw new Error('no addresses');
  return probeText(parseRules(compile(drawing).hosts[0]?.listings['rules.v4']?.text ?? ''), chain, {
    inInterface: 'br-b',
    physdevIn: physdev.in,
    ...(physdev.out === undefined ? {} : { outInterface: 'br-b', physdevOut: physdev.out }),
    source: from,
    destination: to,
    protocol: 'tcp',
    state: 'NEW',
  }).verdict;
}

test("what the host sends by another interface passes a bridge with an address of the host's", () => {
  expect(verdict('BW_FORWARD', '10.0.0.1', { in: 'bc-b', out: 'tap-b' })).toBe('ACCEPT');
});

test('but comes back to the host by no interface, nor from a side where it has none', () => {
  expect(verdict('BW_INPUT', '10.0.0.1', { in: 'bc-b' })).toBe('DROP');
  expect(verdict('BW_FORWARD', '10.0.0.1', { in: 'ab-b', out: 'tap-b' })).toBe('DROP');
  expect(verdict('BW_FORWARD', '10.0.1.2', { in: 'bc-b', out: 'tap-b' })).toBe('DROP');
  expect(verdict('BW_FORWARD', '192.0.2.7', { in: 'bc-b', out: 'tap-b' })).toBe('DROP');
});

test('an address of the host is reached from a bridge by its own interface alone', () => {
  expect(verdict('BW_INPUT', '10.0.0.12', { in: 'tap-b' }, '10.0.1.2')).toBe('ACCEPT');
  expect(verdict('BW_INPUT', '10.0.0.12', { in: 'tap-b' }, '10.0.0.1')).toBe('DROP');
  expect(verdict('BW_INPUT', '10.0.0.12', { in: 'tap-b' }, '192.0.2.7')).toBe('DROP');
});
