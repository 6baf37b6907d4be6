import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import { parseDocument } from '../../shared/document/parse.ts';
import { canvasOrder } from './canvas-order.ts';

const text = readFileSync(resolve(import.meta.dirname, '../../assets/examples/two-bridges.bridgewarden.json'), 'utf8');

it('Tab visits each bridge, then what stands behind it, then the host, and groups last', () => {
  expect(canvasOrder(parseDocument(text).document as Document)).toEqual([
    ...['virbr4', 'kali2', 'virbr6', 'kali3', 'kali4', 'kali5', 'mytux', 'br4_grp', 'br6_grp'],
  ]);
});
