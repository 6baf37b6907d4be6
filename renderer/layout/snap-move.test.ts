import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Box } from './geometry.ts';
import { snapMove } from './snap-move.ts';

const box = (x: number, y: number, width = 100, height = 50): Box => ({ x, y, width, height });
const OBJECTS = { reach: 6, grid: 0 };

describe('snapping while dragging', () => {
  it('brings edges and middles in line, each axis by itself', () => {
    const still = box(0, 0);
    expect(snapMove(box(4, 200), [still], OBJECTS).by).toEqual({ x: -4, y: 0 });
    // The middle of a narrow box under the middle of a wide one.
    expect(snapMove(box(28, 200, 40), [still], OBJECTS).by).toEqual({ x: 2, y: 0 });
    expect(snapMove(box(300, 47), [still], OBJECTS).by).toEqual({ x: 0, y: 3 });
    expect(snapMove(box(-103, -3), [still], OBJECTS).by).toEqual({ x: 3, y: 3 });
  });

  it('leaves alone what is in line with nothing, unless there is a grid', () => {
    expect(snapMove(box(333, 333), [box(0, 0)], OBJECTS)).toEqual({ by: { x: 0, y: 0 }, guides: [] });
    expect(snapMove(box(333, 337), [box(0, 0)], { reach: 6, grid: 10 }).by).toEqual({ x: -3, y: 3 });
    expect(snapMove(box(4, 200), [box(0, 0)], { reach: 0, grid: 0 }).by).toEqual({ x: 0, y: 0 });
  });

  it('shows a line from the moved object to the farthest one in line', () => {
    const { guides } = snapMove(box(3, 400, 30), [box(0, 0), box(0, 200), box(700, 0)], OBJECTS);
    expect(guides).toEqual([{ axis: 'x', at: 0, from: 0, to: 450 }]);
  });

  it('never moves further than its reach, and afterwards there is a guide for each axis that moved', () => {
    const at = fc.integer({ min: -300, max: 300 });
    const boxes = fc.record({ x: at, y: at, width: fc.constantFrom(40, 100), height: fc.constantFrom(20, 50) });
    fc.assert(
      fc.property(boxes, fc.array(boxes, { maxLength: 6 }), (moving, others) => {
        const { by, guides } = snapMove(moving, others, OBJECTS);
        expect(Math.max(Math.abs(by.x), Math.abs(by.y))).toBeLessThanOrEqual(6);
        if (by.x !== 0) expect(guides.some(({ axis }) => axis === 'x')).toBe(true);
        if (by.y !== 0) expect(guides.some(({ axis }) => axis === 'y')).toBe(true);
      }),
    );
  });
});
