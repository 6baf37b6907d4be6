import { describe, expect, it } from 'vitest';
import { fitView } from './fit-view.ts';

describe('what a small picture shows', () => {
  const shape = { width: 200, height: 100 };

  it('is all that is drawn with room around it, in the shape of the picture, and in its middle', () => {
    expect(fitView({ x: 10, y: 20, width: 180, height: 30 }, shape, { margin: 10 })).toEqual({
      x: 0,
      y: -15,
      width: 200,
      height: 100,
    });
    expect(fitView({ x: 0, y: 0, width: 20, height: 180 }, shape, { margin: 10 })).toEqual({
      x: -190,
      y: -10,
      width: 400,
      height: 200,
    });
  });

  it('is not filled by little', () => {
    const little = { x: 0, y: 0, width: 100, height: 10 };
    expect(fitView(little, shape, { margin: 0, least: 400 })).toEqual({ x: -150, y: -95, width: 400, height: 200 });
  });

  it('has its shape before anything is drawn, too', () => {
    const { width, height } = fitView(undefined, shape, { margin: 0 });
    expect(width / height).toBe(2);
  });
});
