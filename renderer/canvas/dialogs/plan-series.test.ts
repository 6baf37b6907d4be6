import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Document } from '../../../shared/document/document.ts';
import { parseDocument } from '../../../shared/document/parse.ts';
import { overlaps } from '../../layout/geometry.ts';
import { placeObjects } from '../../layout/place-objects.ts';
import { planSeries } from './plan-series.ts';

const text = readFileSync(
  resolve(import.meta.dirname, '../../../assets/examples/two-bridges.bridgewarden.json'),
  'utf8',
);
const example = parseDocument(text).document as Document;
const WISH = { bridge: 'virbr6', pattern: 'web{1..20}', ports: 'vnet', addresses: '', mac: '' };

describe('the preview of a series of guests', () => {
  it('lists what will be made, addresses counting up and leaving out what is taken', () => {
    const { rows, problem, findings } = planSeries(example, { ...WISH, addresses: '192.168.50.12' });
    expect(problem).toBeUndefined();
    expect(rows).toHaveLength(20);
    expect(rows[0]).toMatchObject({ name: 'web1', port: 'vnet1', addresses: '192.168.50.16' });
    expect(rows[19]).toMatchObject({ name: 'web20', port: 'vnet20', addresses: '192.168.50.35' });
    expect(new Set(rows.map(({ mac }) => mac)).size).toBe(20);
    expect(findings).toEqual([]);
  });

  it('says why nothing can be made', () => {
    expect(planSeries(example, { ...WISH, pattern: 'web{20..1}' }).problem).toContain('counts down');
    expect(planSeries(example, { ...WISH, ports: 'vk6{3..22}' }).problem).toContain('vk63');
    expect(planSeries(example, { ...WISH, addresses: 'nonsense' }).problem).toContain('"nonsense" is not an address');
    expect(planSeries(example, { ...WISH, bridge: '' }).problem).toContain('select one first');
  });

  it('tells the findings that the new guests would bring, and only those', () => {
    const odd = planSeries(example, { ...WISH, pattern: 'v{1..2}', addresses: '127.0.0.5' });
    expect(odd.rows).toHaveLength(2);
    expect(odd.findings.length).toBeGreaterThan(0);
    for (const { message } of odd.findings) expect(message).toMatch(/v[12]/);
  });

  it('puts them where nothing else stands', () => {
    const { document, rows } = planSeries(example, WISH);
    const places = [...placeObjects(document)].filter(([id]) => !document.groups.some((group) => group.id === id));
    expect(rows.length).toBeGreaterThan(0);
    for (const { id } of rows) {
      const own = places.find(([other]) => other === id)?.[1];
      if (!own) throw new Error(`${id} has no place`);
      expect(places.filter(([other, box]) => other !== id && overlaps(own, box)).map(([other]) => other)).toEqual([]);
    }
  });
});
