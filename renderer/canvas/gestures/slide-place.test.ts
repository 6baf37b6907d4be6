import { describe, expect, it } from 'vitest';
import { slidePlace } from './slide-place.ts';

const bar = { x: 100, y: 100, width: 300, height: 60 };

describe('a port dragged along its bridge', () => {
  it('sits on the edge that the pointer is nearest to', () => {
    expect(slidePlace(bar, { x: 180, y: 175 })).toEqual({ side: 'bottom', at: 80 });
    expect(slidePlace(bar, { x: 180, y: 95 })).toEqual({ side: 'top', at: 80 });
    expect(slidePlace(bar, { x: 90, y: 120 })).toEqual({ side: 'left', at: 20 });
    expect(slidePlace(bar, { x: 410, y: 130 })).toEqual({ side: 'right', at: 30 });
  });

  it('draws a line as soon as it is dragged away', () => {
    expect(slidePlace(bar, { x: 180, y: 230 })).toBeUndefined();
    expect(slidePlace(bar, { x: 500, y: 120 })).toBeUndefined();
  });
});
