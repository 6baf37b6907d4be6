import { describe, expect, it } from 'vitest';
import { COLUMNS, columnOfField, columnWidths } from './columns.ts';

const sum = (widths: readonly number[]) => widths.reduce((total, width) => total + width, 0);

describe('the widths of the columns', () => {
  it('fit beside both panels of a small window, and fill a large one', () => {
    expect(sum(columnWidths(0, {}))).toBeLessThanOrEqual(752);
    const wide = sum(columnWidths(1400, {}));
    expect(wide).toBeLessThanOrEqual(1400);
    expect(wide).toBeGreaterThan(1400 - COLUMNS.length);
  });

  it('stay as they were set by hand, and the others share the rest', () => {
    const set = { source: 300, comment: 40 };
    for (const room of [600, 1000, 1600]) {
      const widths = columnWidths(room, set);
      expect(widths[1]).toBe(300);
      expect(widths.at(-1)).toBe(40);
    }
    expect(columnWidths(1400, set)[2]).toBeGreaterThan(columnWidths(1000, set)[2] ?? 0);
    const all = Object.fromEntries(COLUMNS.map(({ id }) => [id, 50]));
    expect(columnWidths(5000, all)).toEqual(COLUMNS.map(() => 50));
  });
});

describe('the column of a finding', () => {
  it.each([
    ['source.0', 'source'],
    ['not.service', 'service'],
    ['branch', 'action'],
    ['interfaces.1', 'ports'],
    ['user.0', 'user'],
    [undefined, 'number'],
    ['comment', 'comment'],
  ] as const)('%s is %s', (field, column) => expect(columnOfField(field)).toBe(column));
});
