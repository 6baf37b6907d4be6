import type { Id } from '../../../shared/document/document.ts';

/** The socket, else the node, that is drawn at a point of the screen. */
export function recordAt(x: number, y: number, except?: Id): Id | undefined {
  for (const element of document.elementsFromPoint(x, y)) {
    const socket = element.closest('[data-record]');
    if (socket instanceof HTMLElement && socket.dataset.record !== except) return socket.dataset.record;
    const node = element.closest('.react-flow__node');
    if (node instanceof HTMLElement && node.dataset.id !== except) return node.dataset.id;
  }
  return undefined;
}

export const PALETTE_TYPE = 'application/x-bridgewarden-palette';
