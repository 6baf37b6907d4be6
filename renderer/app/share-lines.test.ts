import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { renameRecord } from '../../shared/document/edits/update-record.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { shareLines } from './share-lines.ts';
import { type TreeLine, treeItems } from './tree-items.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json'), 'utf8');
const example = parseDocument(text).document as Document;
const flat = (lines: readonly TreeLine[]): TreeLine[] => lines.flatMap((line) => [line, ...flat(line.children)]);

it('makes new lines only of what changed, and of what it hangs on', () => {
  const before = treeItems(example);
  const fresh = treeItems(renameRecord(example, 'kali3', 'other'));
  const after = shareLines(fresh, before);
  expect(after).toEqual(fresh);
  const known = new Set(flat(before));
  expect(
    flat(after)
      .filter((line) => !known.has(line))
      .map(({ name }) => name),
  ).toEqual(['mytux', 'virbr6', 'vk63', 'Guests', 'other']);
  expect(shareLines(treeItems(example), before)).toBe(before);
});
