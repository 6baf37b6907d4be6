import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { addPolicy } from '../../shared/document/edits/policy-edits.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { fitInto, fittingColumns } from './cell-fit.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json'), 'utf8');
const branched = addPolicy(parseDocument(text).document as Document, 'branch', 'mytux', 'Mail');
const { document } = branched;

describe('what fits into a cell', () => {
  it('lights up where it does', () => {
    expect(fittingColumns(document, ['kali2'])).toEqual(['source', 'destination']);
    expect(fittingColumns(document, ['vk42', 'vmh2'])).toEqual(['ports']);
    expect(fittingColumns(document, ['any-icmp'])).toEqual(['service']);
    expect(fittingColumns(document, ['kali2', 'any-icmp'])).toEqual(['source', 'destination', 'service']);
    expect(fittingColumns(document, [branched.id])).toEqual(['action']);
    expect(fittingColumns(document, ['virbr4'])).toEqual([]);
  });

  it('is told in a sentence where it does not', () => {
    expect(fitInto(document, 'source', ['kali2', 'any-icmp'])).toEqual({
      ids: ['kali2'],
      why: 'Service any ICMP does not fit into Source, which takes guests, externals, hosts, addresses and groups.',
    });
    expect(fitInto(document, 'ports', ['virbr4']).why).toContain('take its ports');
    expect(fitInto(document, 'action', ['main']).why).toContain('is a main policy');
    expect(fitInto(document, 'comment', ['kali2']).why).toBe('Comment takes no objects.');
    expect(fitInto(document, 'source', ['gone']).why).toContain('no longer');
  });
});
