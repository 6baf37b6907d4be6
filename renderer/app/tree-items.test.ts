import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { filterTree, type TreeLine, treeItems } from './tree-items.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json'), 'utf8');
const lines = treeItems(parseDocument(text).document as Document);
const names = (list: readonly TreeLine[]): unknown[] =>
  list.map((line) => (line.children.length > 0 ? [line.name, names(line.children)] : line.name));

describe('the object tree', () => {
  it('hangs ports on their bridges and says what is behind them', () => {
    expect(names(lines.slice(0, 1))).toEqual([
      ['mytux', [['virbr4', ['vk42', 'vmh1', 'vethb1']], ['virbr6', ['vethb2', 'vk63', 'vk64', 'vk65']], 'vmh2']],
    ]);
    const details = lines[0]?.children[0]?.children.map(({ detail }) => detail);
    expect(details).toEqual(['kali2', 'vmh2', 'vethb2']);
  });

  it('keeps what leads to a hit, and everything below one', () => {
    expect(names(filterTree(lines, 'KALI3'))).toEqual([
      ['mytux', [['virbr6', ['vk63']]]],
      ['Guests', ['kali3']],
    ]);
    expect(names(filterTree(lines, '192.168.50.14'))).toEqual([['Guests', ['kali4']]]);
    expect(filterTree(lines, 'nobody')).toEqual([]);
    expect(filterTree(lines, '  ')).toBe(lines);
  });
});
