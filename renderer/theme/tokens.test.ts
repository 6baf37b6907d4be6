import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DARK, GROUP_COLOURS, LIGHT, type SvgTheme } from '../canvas/export/svg-theme.ts';

const RENDERER = resolve(import.meta.dirname, '..');
const SHEETS = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.css'));
const sheet = (path: string) => readFileSync(join(RENDERER, path), 'utf8');

/** The values of a theme, by their names without dashes in front. */
function tokens(selector: string): ReadonlyMap<string, string> {
  const [, body = ''] = sheet('theme/tokens.css').split(`${selector} {`);
  const own = body.slice(0, body.indexOf('\n}'));
  return new Map([...own.matchAll(/--([\w-]+): ([^;]+);/g)].map(([, name = '', value = '']) => [name, value]));
}

const light = tokens(':root');
const dark = tokens(':root[data-theme="dark"]');

describe('the colours of the window', () => {
  it('stand in the tokens, and in no other style sheet', () => {
    const others = SHEETS.filter((path) => path !== join('theme', 'tokens.css'));
    expect(others.length).toBeGreaterThan(30);
    const literal = others.flatMap((path) =>
      [...sheet(path).matchAll(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\([^)]*\)/gi)].map(
        ([colour]) => `${path}: ${colour}`,
      ),
    );
    expect(literal).toEqual([]);
  });

  it('are known by every name that a style sheet uses', () => {
    const set = new Set(SHEETS.flatMap((path) => [...sheet(path).matchAll(/--([\w-]+):/g)].map(([, name]) => name)));
    const given = ['vscode-editor-background', 'trigger-width', 'tree-item-level', 'room', 'number', 'source'];
    const used = SHEETS.flatMap((path) => [...sheet(path).matchAll(/var\(--([\w-]+)/g)].map(([, name]) => name));
    expect([...new Set(used)].filter((name) => !set.has(name) && !given.includes(name ?? ''))).toEqual([]);
  });

  it.each([
    ['light', light, LIGHT],
    ['dark', dark, DARK],
  ])('are those of an exported drawing in %s, too', (_name, values, theme: SvgTheme) => {
    const { roles, ...plain } = theme;
    const names = { canvas: 'bg-canvas', raised: 'bg-raised', text2: 'text-2', text3: 'text-3' } as const;
    const dashed = (key: string) => key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    for (const [key, colour] of Object.entries(plain)) {
      const name = key in names ? names[key as keyof typeof names] : dashed(key);
      expect([key, values.get(name)]).toEqual([key, colour]);
    }
    const inRoles = { guest: 'guest', border: 'border', unused: 'idle' } as const;
    for (const [role, name] of Object.entries(inRoles)) {
      const { ink, soft, line } = roles[role as keyof typeof inRoles];
      expect([values.get(name), values.get(`${name}-soft`), values.get(`${name}-line`)]).toEqual([ink, soft, line]);
    }
  });

  it('of groups are those of an exported drawing', () => {
    expect(GROUP_COLOURS.map((_colour, index) => light.get(`group-${index}`))).toEqual([...GROUP_COLOURS]);
  });
});
