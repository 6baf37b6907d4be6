import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Box, overlaps } from './geometry.ts';
import { BAR_HEIGHT, SOCKET_GAP, socketWidth } from './sizes.ts';
import { layoutSockets } from './socket-layout.ts';

const other: fc.Arbitrary<Box> = fc.record({
  x: fc.integer({ min: -900, max: 1500 }),
  y: fc.integer({ min: -700, max: 700 }),
  width: fc.constant(148),
  height: fc.constant(58),
});
const name = fc.string({ minLength: 1, maxLength: 15, unit: fc.constantFrom('v', 'k', '1', '-') });

describe('layoutSockets', () => {
  it('gives every wish one socket on the edge, and no two of them overlap', () => {
    let laid = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.option(other, { nil: undefined })), { maxLength: 14 }), (ends) => {
        const wishes = ends.map(([text, towards], index) => {
          const wish = { id: `${index}`, name: text };
          return towards ? { ...wish, towards, room: 150 } : wish;
        });
        const width = wishes.reduce((sum, wish) => sum + socketWidth(wish.name) + SOCKET_GAP, 28);
        const node = { x: 0, y: 0, width: Math.max(280, width), height: BAR_HEIGHT };
        const sockets = layoutSockets(node, wishes);
        expect(sockets.map(({ id }) => id).sort()).toEqual(wishes.map(({ id }) => id).sort());
        for (const [index, socket] of sockets.entries()) {
          for (const second of sockets.slice(index + 1)) expect(overlaps(socket, second)).toBe(false);
          if (socket.side === 'top' || socket.side === 'bottom') {
            expect(socket.x).toBeGreaterThanOrEqual(0);
            expect(socket.x + socket.width).toBeLessThanOrEqual(node.width);
          }
        }
        laid += sockets.length;
      }),
    );
    expect(laid).toBeGreaterThan(100);
  });

  it('puts the socket right above a guest that stands below the bar', () => {
    const node = { x: 100, y: 0, width: 400, height: BAR_HEIGHT };
    const [socket] = layoutSockets(node, [
      { id: 'a', name: 'vk1', towards: { x: 226, y: 300, width: 148, height: 58 } },
    ]);
    expect(socket?.side).toBe('bottom');
    expect((socket?.x ?? 0) + (socket?.width ?? 0) / 2).toBeCloseTo(200, 0);
  });
});
