import type { Point } from '../../layout/geometry.ts';
import { element, fitted, type Markup, text } from './svg-element.ts';
import { type IconName, icon } from './svg-icons.ts';
import { type SvgTheme, UI_FONT } from './svg-theme.ts';

export const TITLE_HEIGHT = 44;
export const LEGEND_HEIGHT = 40;
const TITLE_ADVANCE = 11.5;

const ENTRIES: readonly { sign: IconName; role: keyof SvgTheme['roles']; words: string; width: number }[] = [
  { sign: 'tap', role: 'guest', words: 'guest port: tap', width: 124 },
  { sign: 'veth', role: 'border', words: 'border port: veth', width: 136 },
  { sign: 'nic', role: 'border', words: 'border port: NIC', width: 132 },
  { sign: 'tap', role: 'unused', words: 'unused port', width: 104 },
];
export const LEGEND_WIDTH = ENTRIES.reduce((sum, { width }) => sum + width, 0);

/** The document's name above the drawing. */
export function heading(name: string, at: Point, width: number, theme: SvgTheme): Markup {
  return element(
    'text',
    { ...at, 'font-family': UI_FONT, 'font-size': 20, 'font-weight': 650, fill: theme.text },
    text(fitted(name, Math.max(width, LEGEND_WIDTH), TITLE_ADVANCE)),
  );
}

/** What the colours and signs of ports mean. */
export function legend(at: Point, theme: SvgTheme): readonly Markup[] {
  let { x } = at;
  const y = at.y + LEGEND_HEIGHT / 2;
  return ENTRIES.map(({ sign, role, words, width }) => {
    const { ink, soft, line } = theme.roles[role];
    const entry = element(
      'g',
      {},
      element('rect', {
        ...{ x, y: y - 10, width: 20, height: 20, rx: 5, fill: soft, stroke: line },
        'stroke-dasharray': role === 'unused' ? '4 3' : undefined,
      }),
      icon(sign, x + 10, y, ink, 0.75),
      element(
        'text',
        { x: x + 27, y: y + 4, 'font-family': UI_FONT, 'font-size': 11.5, fill: theme.text2 },
        text(words),
      ),
    );
    x += width;
    return entry;
  });
}
