import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compile } from '../compiler/compile.ts';
import { updateRule } from '../document/edits/policy-edits.ts';
import { parseDocument } from '../document/parse.ts';
import { rulesAtObject } from './rules-at-object.ts';

const read = (name: string) => {
  const url = new URL(`../../assets/examples/${name}.bridgewarden.json`, import.meta.url);
  return parseDocument(readFileSync(url, 'utf8')).document!;
};
const document = read('two-bridges');
const { hosts } = compile(document);
const sectionsAt = (id: string) => [...new Set(rulesAtObject(document, hosts, id).map(({ rule }) => rule.section))];

describe('the rules that act at an object', () => {
  it('are at a guest port its denials, the rules that let its guest speak, and the general ones, in order', () => {
    const at = rulesAtObject(document, hosts, 'vk63');
    expect(sectionsAt('vk63')).toEqual([
      'out-deny-guest-ports',
      'in-deny-ports',
      'deny-host-interfaces',
      'in-accept-guest-ports',
      'established',
      'default',
      'layer-2',
    ]);
    expect(at.map(({ rule }) => rule.number)).toEqual(at.map(({ rule }) => rule.number).sort((a, b) => a - b));
    expect(at.filter(({ general }) => general).map(({ rule }) => rule.section)).toEqual(['established', 'default']);
    expect(at.every(({ rule }) => !rule.origin.reason.includes('vk64'))).toBe(true);
  });

  it('are at a guest those of its port, and those that speak of it elsewhere', () => {
    const rules = (id: string) => rulesAtObject(document, hosts, id).map(({ rule }) => rule);
    expect(rules('kali3')).toEqual(expect.arrayContaining(rules('vk63')));
    const elsewhere = rules('kali3').filter((rule) => !rules('vk63').includes(rule));
    // The ping rule names its group, and lets its pings pass the ports between the bridges.
    expect(elsewhere.map(({ section }) => section)).toEqual(['in-accept-border-ports']);
  });

  it('lead to the very lines about it in each file', () => {
    const at = rulesAtObject(document, hosts, 'vk63');
    const own = at.find(({ rule }) => rule.section === 'in-accept-guest-ports')!;
    const listing = hosts[0]!.listings['rules.v4']!;
    const lines = own.places.find(({ file }) => file === 'rules.v4')!.lines.map((n) => listing.text.split('\n')[n - 1]);
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toContain('vk63');
    expect(at.every(({ places }) => places.length > 0)).toBe(true);
  });

  it('are at a bridge those of all its ports, and of no other bridge', () => {
    const labels = rulesAtObject(document, hosts, 'virbr6').map(({ rule }) => rule.label);
    for (const port of ['vk63', 'vk64', 'vk65', 'vethb2', 'virbr6']) expect(labels).toContain(port);
    for (const port of ['vk42', 'vmh1', 'virbr4']) expect(labels).not.toContain(port);
  });

  it('are at a group and at a policy those compiled from the rules that name them', () => {
    for (const id of ['br6_grp', 'main']) {
      const at = rulesAtObject(document, hosts, id);
      expect(at.length).toBeGreaterThan(0);
      expect(at.every(({ rule }) => rule.origin.rule?.rule === 'r1')).toBe(true);
    }
  });

  it('are at a host all of it', () => {
    expect(rulesAtObject(document, hosts, 'mytux')).toHaveLength(hosts[0]!.rules.length);
  });

  it('no longer hold a rule that was switched off', () => {
    const off = updateRule(document, { policy: 'main', rule: 'r1' }, { enabled: false });
    const at = rulesAtObject(off, compile(off).hosts, 'kali3');
    expect(at.length).toBeGreaterThan(0);
    expect(at.some(({ rule }) => rule.origin.rule)).toBe(false);
  });

  it('hold at each guest of fifty the denials of its own port', () => {
    const large = read('fifty-guests');
    const compiled = compile(large).hosts;
    for (const guest of large.guests) {
      const at = rulesAtObject(large, compiled, guest.id);
      const port = guest.nics[0]!.port;
      const denials = at.filter(({ rule }) => rule.section === 'in-deny-ports');
      expect(denials.map(({ rule }) => rule.origin.objects)).toEqual([[port, guest.id]]);
    }
  });
});
