import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { type CellRef, type RuleCell, ruleAt } from '../../shared/document/edits/rule-cells.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { cellChoices, findChoices, toggleChoice } from './cell-choices.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json'), 'utf8');
const document = parseDocument(text).document as Document;
const ref = (cell: RuleCell): CellRef => ({ policy: 'main', rule: 'r1', cell });
const found = (cell: RuleCell, words: string) => findChoices(cellChoices(document, cell), cell, words);
const labels = (cell: RuleCell, words: string) => found(cell, words).map(({ label }) => label);

describe('the choices of a cell', () => {
  it('are found by their names first, then by what they are', () => {
    expect(labels('source', 'kali').slice(0, 4)).toEqual(['kali2', 'kali3', 'kali4', 'kali5']);
    expect(labels('source', '50.14')[0]).toBe('kali4');
    expect(labels('ports', 'kali3')).toEqual(['vk63']);
    expect(labels('service', 'ssh')[0]).toBe('SSH');
    expect(labels('action', '')).toEqual([]);
  });

  it('hold what the words would make, unless it is there already', () => {
    const made = found('source', '10.9.0.0/16');
    expect(made.map(({ id, detail }) => [id, detail])).toEqual([['typed', 'new address']]);
    const [choice] = made;
    const grown = toggleChoice(document, ref('source'), choice!);
    const added = grown.addresses[0]!;
    expect(added).toMatchObject({ name: '10.9.0.0/16', value: '10.9.0.0/16' });
    expect(ruleAt(grown, ref('source'))?.source).toContain(added.id);
    expect(findChoices(cellChoices(grown, 'source'), 'source', '10.9.0.0/16').map(({ id }) => id)).toEqual([added.id]);
    expect(labels('service', 'tcp 8443')).toEqual(['tcp 8443']);
  });

  it('go in, and out again, and a standard service comes into the document with them', () => {
    const [ssh] = found('service', 'SSH');
    const grown = toggleChoice(document, ref('service'), ssh!);
    expect(grown.services.map(({ name }) => name)).toEqual(['any ICMP', 'SSH']);
    const [now] = findChoices(cellChoices(grown, 'service'), 'service', 'SSH');
    expect(now?.make).toBeUndefined();
    expect(ruleAt(toggleChoice(grown, ref('service'), now!), ref('service'))?.service).toEqual(['any-icmp']);
  });
});
