import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compile } from '../../shared/compiler/compile.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { sectionFolds } from './section-folds.ts';

const path = resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json');
const [host] = compile(parseDocument(readFileSync(path, 'utf8')).document!).hosts;

describe('the folds of a script', () => {
  it('are its table, its sections and its rules, one within the other', () => {
    const text = [
      '*filter',
      ':BW_FORWARD - [0:0]',
      '# ==== section 1: OUT DENY, guest ports ====',
      '# Rule 1 (vk1): first',
      '-A BW_FORWARD -j X',
      '-A X -j DROP',
      '# Rule 2 (vk2): second',
      '-A BW_FORWARD -j Y',
      '# ==== section 9: default ====',
      '# Rule 3 (default): last',
      '-A BW_FORWARD -j DROP',
      'COMMIT',
      '',
    ].join('\n');
    expect(sectionFolds(text)).toMatchObject([
      { start: 1, end: 11 },
      { start: 3, end: 8, isSection: true },
      { start: 4, end: 6, isSection: false },
      { start: 7, end: 8 },
      { start: 9, end: 11, isSection: true },
      { start: 10, end: 11 },
    ]);
  });

  it('are the rules of each port where there are no sections', () => {
    const { text } = host!.listings['rules.eb']!;
    const sections = sectionFolds(text).filter(({ isSection }) => isSection);
    expect(sections.length).toBeGreaterThan(10);
    for (const { start } of sections) expect(text.split('\n')[start - 1]).toMatch(/^# Rule \d+ \(vk\d+\)/);
  });

  it.each(['script', 'rules.v4', 'rules.eb'])('never cross in %s', (name) => {
    const listing = name === 'script' ? host!.script : host!.listings[name]!;
    const folds = sectionFolds(listing.text);
    expect(folds.length).toBeGreaterThan(10);
    const open: number[] = [];
    for (const { start, end } of folds) {
      while (open.length > 0 && open.at(-1)! < start) open.pop();
      expect(end).toBeLessThanOrEqual(open.at(-1) ?? Number.POSITIVE_INFINITY);
      open.push(end);
    }
  });
});
