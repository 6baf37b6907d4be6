import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../shared/compiler/compile.ts';
import type { Document } from '../../shared/document/document.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { firstRuleLine, linesOf, objectsOfLine, previewFiles, ruleOfLine } from './script-lines.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json'), 'utf8');
const [host] = compile(parseDocument(text).document as Document, {}).hosts;
if (!host) throw new Error('The example does not compile.');
const { script } = host;
const lines = script.text.split('\n');

describe('the script and the drawing', () => {
  it('show every rule file and the rest of the release', () => {
    const names = previewFiles(host).map(({ name }) => name);
    expect(names[0]).toBe('firewall.sh');
    for (const { name } of host.files) expect(names).toContain(name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('find the lines of a port: none of them is about another port alone', () => {
    const found = linesOf(host, script, ['vk64'], undefined);
    expect(found.length).toBeGreaterThan(2);
    const others = ['vk42', 'vk63', 'vk65'];
    for (const line of found) {
      const own = script.objects[line - 1] ?? [];
      if (others.some((id) => own.includes(id))) expect(own).toContain('vk64');
    }
    expect(found.some((line) => lines[line - 1]?.includes('--physdev-out vk64'))).toBe(true);
    expect(linesOf(host, script, [], undefined)).toEqual([]);
  });

  it("find the lines of a user's rule", () => {
    const found = linesOf(host, script, [], { policy: 'main', rule: 'r1' });
    expect(found.length).toBeGreaterThan(4);
    for (const line of found)
      expect(ruleOfLine(host, script, line)?.origin.rule).toEqual({ policy: 'main', rule: 'r1' });
    expect(linesOf(host, script, [], { policy: 'main', rule: 'r2' })).toEqual([]);
  });

  it('go to the first line of a rule that says something, or else to its first', () => {
    const text = [':Chain - [0:0]', '-A one', '  iptables -N Chain', '-A two', '-A three'].join('\n');
    expect(firstRuleLine(text, [1, 3, 4])).toBe(4);
    expect(firstRuleLine(text, [3, 5])).toBe(5);
    expect(firstRuleLine(text, [1, 3])).toBe(1);
    expect(firstRuleLine(text, [1, 99])).toBe(1);
    expect(firstRuleLine(text, [])).toBeUndefined();
  });

  it('light up the very port that a line is about', () => {
    const line = lines.findIndex((one) => one.includes('--physdev-out vk63 !')) + 1;
    const rule = ruleOfLine(host, script, line);
    expect(rule && objectsOfLine(script, line, rule)).toContain('vk63');
  });
});
