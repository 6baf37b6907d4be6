import type { WindowCost } from './measure-window.ts';

const ROWS: readonly (readonly [string, (cost: WindowCost) => number])[] = [
  ['first drawing', ({ firstDrawing }) => firstDrawing],
  ['frame while panning, 95 of 100', ({ panning }) => panning.p95],
  ['frame while zooming, 95 of 100', ({ zooming }) => zooming.p95],
  ['frame while dragging one node, 95 of 100', ({ dragging }) => dragging.p95],
  ['key press to screen, at rest', ({ keystrokes }) => keystrokes.rest.median],
  ['the same, 95 of 100', ({ keystrokes }) => keystrokes.rest.p95],
  ['key press to screen, compiler at work', ({ keystrokes }) => keystrokes.compiling.median],
  ['the same, 95 of 100', ({ keystrokes }) => keystrokes.compiling.p95],
  ['change to preview', ({ preview }) => preview],
];

/** A table in Markdown: milliseconds, and how many times the first size's. */
export function windowReport(costs: readonly WindowCost[]): string {
  const [first] = costs;
  if (!first) return 'Nothing was measured.';
  const lines = ROWS.map(([words, of]) => {
    const cells = costs.map((cost) =>
      cost === first ? ms(of(cost)) : `${ms(of(cost))} (x ${(of(cost) / of(first)).toFixed(1)})`,
    );
    return `| ${[words, ...cells].join(' | ')} |`;
  });
  const counts = (words: string, of: (cost: WindowCost) => number | string) =>
    `| ${[words, ...costs.map(of)].join(' | ')} |`;
  return [
    `| | ${costs.map(({ stations }) => `${stations} stations`).join(' | ')} |`,
    `|---|${costs.map(() => '---:').join('|')}|`,
    ...lines,
    counts('key press, compiler at work to at rest', ({ keystrokes: { ratio } }) =>
      Number.isNaN(ratio) ? 'no pair' : `x ${ratio.toFixed(2)}`,
    ),
    counts(
      'key presses at rest and while compiling',
      ({ keystrokes }) => `${keystrokes.rest.count} + ${keystrokes.compiling.count}`,
    ),
    counts('nodes drawn again while one is dragged', ({ touchedNodes }) => touchedNodes),
    counts('elements when all is in view', ({ elementsFromAfar }) => elementsFromAfar),
  ].join('\n');
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}
