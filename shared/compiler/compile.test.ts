import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Document } from '../document/document.ts';
import { parseDocument } from '../document/parse.ts';
import { compile } from './compile.ts';

const { document } = parseDocument(readFileSync('assets/examples/two-bridges.bridgewarden.json', 'utf8'));
if (!document) throw new Error('the example does not parse');
const example: Document = document;

describe('compile', () => {
  test('gives a line its rule, and a rule its number, reason and objects', () => {
    const [host] = compile(example).hosts;
    if (!host) throw new Error('nothing compiled');
    expect(host.rules.map(({ number }) => number)).toEqual(host.rules.map((_, index) => index));
    const lines = host.script.text.split('\n');
    expect(host.script.lines).toHaveLength(lines.length - 1);
    const known = new Set(host.rules.map(({ number }) => number));
    // Lines that only lead to a port's own chain belong to the port.
    const explained = (index: number) =>
      known.has(host.script.lines[index] ?? -1) || (host.script.objects[index] ?? []).length > 0;
    const unexplained = lines.filter((line, index) => line.startsWith('-A') && !explained(index));
    expect(unexplained).toEqual([]);
    for (const rule of host.rules) {
      expect(rule.origin.reason).not.toBe('');
      expect(rule.origin.objects.length).toBeGreaterThan(0);
    }
  });

  test('never lets the canvas change a byte', () => {
    const moved = { ...example, view: { nodes: { virbr4: { x: 1, y: 2 } } } };
    const { view: _view, ...without } = example;
    expect(compile(moved)).toEqual(compile(example));
    expect(compile(without)).toEqual(compile(example));
  });

  test('compiles nothing with an error, and says which', () => {
    const broken = {
      ...example,
      guests: example.guests.map((guest) => ({ ...guest, nics: [{ port: 'vk63', addresses: ['300.1.1.1'] }] })),
    };
    const { hosts, findings } = compile(broken);
    expect(hosts).toEqual([]);
    expect(findings.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
  });

  test('refuses a loop without STP and warns of one with it', () => {
    const looped = (stp: boolean): Document => ({
      ...example,
      hosts: example.hosts.map((host) => ({
        ...host,
        bridges: host.bridges.map((bridge) => ({ ...bridge, stp })),
        ports: [
          ...host.ports,
          { id: 'l1', name: 'l1', kind: 'veth', bridge: 'virbr4', peer: 'l2' },
          { id: 'l2', name: 'l2', kind: 'veth', bridge: 'virbr6', peer: 'l1' },
        ],
      })),
    });
    const about = (stp: boolean) =>
      compile(looped(stp))
        .findings.filter(({ code }) => code.startsWith('bridge-loop'))
        .map(({ code, severity }) => [code, severity]);
    expect(about(false)).toEqual([['bridge-loop', 'error']]);
    expect(about(true)).toEqual([['bridge-loop-stp', 'warning']]);
    const rootsOf = (document: Document) => compile(document).findings.filter(({ code }) => code === 'stp-guest-root');
    expect(rootsOf(looped(true))).toEqual([]);
    const hosts = looped(true).hosts.map((host) => ({
      ...host,
      bridges: host.bridges.map((bridge) => ({ ...bridge, hardening: { rootBlock: false } })),
    }));
    const roots = rootsOf({ ...looped(true), hosts });
    expect(roots.map(({ objects }) => objects)).toEqual([
      ['virbr4', 'vk42'],
      ['virbr6', 'vk63', 'vk64', 'vk65'],
    ]);
  });

  test('compiles one host alone when asked', () => {
    expect(compile(example, { host: 'mytux' }).hosts.map(({ host }) => host)).toEqual(['mytux']);
    expect(compile(example, { host: 'nobody' }).hosts).toEqual([]);
  });
});
