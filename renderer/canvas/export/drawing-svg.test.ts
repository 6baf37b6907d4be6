import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDocument } from '../../../shared/document/document.arbitraries.ts';
import { type Document, emptyDocument } from '../../../shared/document/document.ts';
import { renameRecord } from '../../../shared/document/edits/update-record.ts';
import { drawingSize, drawingSvg } from './drawing-svg.ts';

const folder = resolve(import.meta.dirname, '../../../assets/examples');
const examples = readdirSync(folder).map((name): [string, Document] => [
  name.replace('.bridgewarden.json', ''),
  JSON.parse(readFileSync(resolve(folder, name), 'utf8')) as Document,
]);
const example = (name: string): Document => examples.find(([one]) => one === name)?.[1] as Document;

/** Strict, as a program that opens the file is: the first mistake is an error. */
function parsed(svg: string): Element {
  const read = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(read.querySelector('parsererror')?.textContent).toBeUndefined();
  return read.documentElement;
}

it('is judged by a parser that sees mistakes', () => {
  const broken = new DOMParser().parseFromString('<svg><g></svg>', 'image/svg+xml');
  expect(broken.querySelector('parsererror')).not.toBeNull();
});

const titles = (root: Element): string[] => [...root.querySelectorAll('title')].map((one) => one.textContent ?? '');
const words = (root: Element): string[] => [...root.querySelectorAll('text')].map((one) => one.textContent ?? '');

describe('the drawing as SVG', () => {
  it.each(examples)('of %s shows every object by its name', (_name, document) => {
    const root = parsed(drawingSvg(document));
    const shown = titles(root);
    for (const { name } of document.guests) expect(shown).toContain(`Guest ${name}`);
    for (const { name } of document.externals) expect(shown).toContain(`External ${name}`);
    for (const { name } of document.groups) expect(shown).toContain(`Group ${name}`);
    for (const { name, bridges, ports } of document.hosts) {
      expect(shown).toContain(`Host ${name}`);
      for (const bridge of bridges) expect(shown).toContain(`Bridge ${bridge.name}`);
      for (const port of ports) expect(words(root)).toContain(port.name);
    }
    expect(shown[0]).toBe(document.name);
  });

  it('has a line for each NIC and veth pair', () => {
    const shown = titles(parsed(drawingSvg(example('two-bridges'))));
    expect(shown.filter((title) => title.startsWith('Line from'))).toHaveLength(4);
    expect(shown.filter((title) => title.startsWith('Veth pair'))).toHaveLength(2);
  });

  it('is as large as what it shows, and nothing is outside', () => {
    for (const [, document] of examples) {
      const root = parsed(drawingSvg(document));
      const [x = 0, y = 0, width = 0, height = 0] = (root.getAttribute('viewBox') ?? '').split(' ').map(Number);
      expect({ width, height }).toEqual(drawingSize(document));
      for (const rect of root.querySelectorAll('rect')) {
        const at = (name: string): number => Number(rect.getAttribute(name));
        expect(at('x')).toBeGreaterThanOrEqual(x);
        expect(at('y')).toBeGreaterThanOrEqual(y);
        expect(at('x') + at('width')).toBeLessThanOrEqual(x + width);
        expect(at('y') + at('height')).toBeLessThanOrEqual(y + height);
      }
    }
  });

  it('stands alone: no scripts, no links, nothing to load', () => {
    for (const [, document] of examples) {
      expect(drawingSvg(document)).not.toMatch(/<script|<style|<image|href|url\(|foreignObject/);
    }
  });

  it.each([
    '<script>alert(1)</script>',
    'a & b',
    '"quoted"',
    "it's",
    ']]>',
    '\u0000\u001b[31m',
    '\ud800',
    '😀 ü',
    '\ufffe',
  ])('writes the name %j so that every program reads it', (name) => {
    const renamed = ['kali2', 'virbr4', 'mytux', 'br6_grp', 'vk42'].reduce(
      (document, id) => renameRecord(document, id, name),
      example('two-bridges'),
    );
    const root = parsed(drawingSvg({ ...renamed, name }));
    expect(root.querySelectorAll('script').length).toBe(0);
    expect(titles(root).filter((title) => title.startsWith('Guest ')).length).toBe(4);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is the point.
    if (!/[\u0000-\u001f\ud800\ufffe]/.test(name)) expect(titles(root)).toContain(`Guest ${name}`);
  });

  it('is well-formed and the same each time, whatever is drawn', () => {
    fc.assert(
      fc.property(anyDocument(), fc.string({ unit: 'binary' }), (document, name) => {
        const named = document.guests.reduce((one, { id }) => renameRecord(one, id, name), document);
        const svg = drawingSvg(named);
        parsed(svg);
        expect(svg).not.toMatch(/ (x|y|width|height|d|cx|cy|r|viewBox)="[^"]*(NaN|undefined|Infinity)/);
        expect(drawingSvg(named)).toBe(svg);
      }),
      { numRuns: 50 },
    );
  });

  it('of nothing is an empty sheet', () => {
    const root = parsed(drawingSvg(emptyDocument('Empty')));
    expect(titles(root)).toEqual(['Empty']);
    expect(Number(root.getAttribute('width'))).toBeGreaterThan(100);
  });
});
