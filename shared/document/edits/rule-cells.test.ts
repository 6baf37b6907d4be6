import { describe, expect, test } from 'vitest';
import { type Document, emptyDocument, type Rule } from '../document.ts';
import {
  addToCell,
  type CellRef,
  cellIds,
  clearCell,
  moveToCell,
  negateCell,
  type RuleCell,
  ruleAt,
  setCell,
  takeFromCell,
} from './rule-cells.ts';

const base = emptyDocument('rules');
const document: Document = {
  ...base,
  hosts: [
    {
      id: 'h',
      name: 'h',
      role: 'hypervisor',
      bridges: [{ id: 'br', name: 'br' }],
      ports: [
        { id: 'p1', name: 'p1', kind: 'tap', bridge: 'br' },
        { id: 'p2', name: 'p2', kind: 'tap', bridge: 'br' },
      ],
      interfaces: [{ id: 'eth0', name: 'eth0', kind: 'ethernet', addresses: [] }],
    },
  ],
  guests: ['a', 'b', 'c'].map((id) => ({ id, name: id, nics: [] })),
  services: [{ id: 'ssh', name: 'SSH', protocol: 'tcp', ports: '22' }],
  policies: [
    {
      id: 'main',
      name: 'main',
      kind: 'main',
      attach: { host: 'h' },
      rules: [
        { id: 'r1', action: 'accept', source: ['a', 'b'], not: { source: true }, ports: ['p1'], direction: 'in' },
        { id: 'r2', action: 'deny' },
      ],
    },
    { id: 'sub', name: 'Sub', kind: 'branch', attach: { host: 'h' }, rules: [] },
  ],
};

const at = (rule: string, cell: RuleCell): CellRef => ({ policy: 'main', rule, cell });
const rule = (now: Document, id: string): Rule => ruleAt(now, { policy: 'main', rule: id }) as Rule;

describe('a cell of a rule', () => {
  test('takes what fits, once, and leaves the rest', () => {
    const now = addToCell(document, at('r1', 'source'), ['c', 'a', 'ssh', 'p1', 'nobody', 'c']);
    expect(rule(now, 'r1').source).toEqual(['a', 'b', 'c']);
    expect(addToCell(document, at('r1', 'service'), ['a'])).toBe(document);
    expect(addToCell(document, at('r9', 'source'), ['c'])).toBe(document);
  });

  test('is never "not any"', () => {
    expect(rule(takeFromCell(document, at('r1', 'source'), ['a']), 'r1').not).toEqual({ source: true });
    expect(rule(takeFromCell(document, at('r1', 'source'), ['a', 'b']), 'r1')).not.toHaveProperty('not');
    expect(negateCell(document, at('r2', 'source'), true)).toBe(document);
    expect(negateCell(document, at('r1', 'action'), true)).toBe(document);
    expect(rule(negateCell(document, at('r1', 'source'), false), 'r1')).not.toHaveProperty('not');
  });

  test('holds ports and interfaces together, and its direction goes with them', () => {
    const both = addToCell(document, at('r1', 'ports'), ['eth0', 'p2']);
    expect(rule(both, 'r1')).toMatchObject({ ports: ['p1', 'p2'], interfaces: ['eth0'], direction: 'in' });
    expect(cellIds(rule(both, 'r1'), 'ports')).toEqual(['p1', 'p2', 'eth0']);
    const cleared = rule(clearCell(both, at('r1', 'ports')), 'r1');
    for (const field of ['ports', 'interfaces', 'direction']) expect(cleared).not.toHaveProperty(field);
  });

  test('of the action holds the branch, and a main policy is none', () => {
    const branching = setCell(document, at('r2', 'action'), ['sub']);
    expect(rule(branching, 'r2')).toMatchObject({ action: 'branch', branch: 'sub' });
    expect(cellIds(rule(branching, 'r2'), 'action')).toEqual(['sub']);
    expect(setCell(document, at('r1', 'action'), ['main'])).toBe(document);
    expect(rule(clearCell(branching, at('r2', 'action')), 'r2')).toEqual({ id: 'r2', action: 'deny' });
  });
});

describe('from cell to cell', () => {
  test('objects are moved, or copied, and what does not fit stays', () => {
    const moved = moveToCell(document, at('r1', 'source'), at('r2', 'destination'), ['a'], false);
    expect([rule(moved, 'r1').source, rule(moved, 'r2').destination]).toEqual([['b'], ['a']]);
    const copied = moveToCell(document, at('r1', 'source'), at('r2', 'destination'), ['a'], true);
    expect([rule(copied, 'r1').source, rule(copied, 'r2').destination]).toEqual([['a', 'b'], ['a']]);
    expect(moveToCell(document, at('r1', 'source'), at('r2', 'service'), ['a'], false)).toBe(document);
    expect(moveToCell(document, at('r1', 'source'), at('r1', 'source'), ['a'], false)).toBe(document);
  });
});
