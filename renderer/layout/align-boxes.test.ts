import { describe, expect, it } from 'vitest';
import { alignBoxes } from './align-boxes.ts';

const boxes = new Map([
  ['a', { x: 0, y: 0, width: 100, height: 50 }],
  ['b', { x: 130, y: 80, width: 40, height: 20 }],
  ['c', { x: 300, y: 200, width: 100, height: 50 }],
]);
const at = (how: Parameters<typeof alignBoxes>[1], axis: 'x' | 'y') =>
  Object.fromEntries([...alignBoxes(boxes, how)].map(([id, place]) => [id, place[axis]]));

describe('aligning', () => {
  it('brings edges or middles to one line and leaves the other axis alone', () => {
    expect(at('left', 'x')).toEqual({ a: 0, b: 0, c: 0 });
    expect(at('left', 'y')).toEqual({ a: 0, b: 80, c: 200 });
    expect(at('right', 'x')).toEqual({ a: 300, b: 360, c: 300 });
    expect(at('centre', 'x')).toEqual({ a: 150, b: 180, c: 150 });
    expect(at('middle', 'y')).toEqual({ a: 100, b: 115, c: 100 });
    expect(at('bottom', 'y')).toEqual({ a: 200, b: 230, c: 200 });
    expect(at('top', 'y')).toEqual({ a: 0, b: 0, c: 0 });
  });

  it('makes the gaps equal and keeps the outermost where they are', () => {
    expect(at('across', 'x')).toEqual({ a: 0, b: 180, c: 300 });
    expect(at('down', 'y')).toEqual({ a: 0, b: 115, c: 200 });
    expect(at('down', 'x')).toEqual({ a: 0, b: 130, c: 300 });
  });

  it('does nothing with one object', () => {
    expect(alignBoxes(new Map([...boxes].slice(0, 1)), 'left').size).toBe(0);
  });
});
