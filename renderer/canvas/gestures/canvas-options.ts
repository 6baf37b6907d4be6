import { create } from 'zustand';

interface CanvasOptions {
  readonly snapToObjects: boolean;
  readonly snapToGrid: boolean;
  readonly minimap: boolean;
}

const KEY = 'bridgewarden.canvas';
const DEFAULTS: CanvasOptions = { snapToObjects: true, snapToGrid: true, minimap: false };

/** How this person likes the canvas; kept in the browser, not in the document. */
export const useCanvasOptions = create<CanvasOptions>()(() => ({ ...DEFAULTS, ...kept() }));

export function toggleCanvasOption(option: keyof CanvasOptions): void {
  useCanvasOptions.setState((now) => ({ [option]: !now[option] }));
  localStorage.setItem(KEY, JSON.stringify(useCanvasOptions.getState()));
}

function kept(): Partial<CanvasOptions> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(entries.filter(([key, on]) => key in DEFAULTS && typeof on === 'boolean'));
  } catch {
    return {};
  }
}
