import type { PanelImperativeHandle, PanelSize } from 'react-resizable-panels';
import { create } from 'zustand';

interface DockSizeState {
  /** The dock has taken most of the drawing's room. */
  readonly large: boolean;
}

export const useDockSize = create<DockSizeState>()(() => ({ large: false }));

/** More would leave nothing of the drawing to find one's way back by. */
const LARGE = '78%';

/** Per cent: from here on it takes the drawing's room, however it came to its size. */
const LARGE_FROM = 70;

let panel: PanelImperativeHandle | null = null;
let before: number | undefined;

export function setDockPanel(now: PanelImperativeHandle | null): void {
  panel = now;
}

/** Gives the dock most of the room, for a comparison or a long list, or gives it back to the drawing. */
export function toggleDockSize(): void {
  if (!panel) return;
  const { large } = useDockSize.getState();
  if (large) panel.resize(before ?? '42%');
  else {
    before = panel.getSize().inPixels;
    panel.resize(LARGE);
  }
}

/** A dock can also be large from the last time, or by dragging. */
export function noteDockSize({ asPercentage }: PanelSize): void {
  useDockSize.setState({ large: asPercentage > LARGE_FROM });
}
