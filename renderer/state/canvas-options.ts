import { create } from 'zustand';
import { keepPreference, onPreferences, preference } from './preferences.ts';

interface CanvasOptions {
  readonly snapToObjects: boolean;
  readonly snapToGrid: boolean;
  readonly minimap: boolean;
}

const KEY = 'canvas';
const DEFAULTS: CanvasOptions = { snapToObjects: true, snapToGrid: true, minimap: false };

/** How this person likes the canvas; not part of the document. */
export const useCanvasOptions = create<CanvasOptions>()(() => DEFAULTS);

onPreferences(() => useCanvasOptions.setState(kept()));

export function toggleCanvasOption(option: keyof CanvasOptions): void {
  useCanvasOptions.setState((now) => ({ [option]: !now[option] }));
  keepPreference(KEY, JSON.stringify(useCanvasOptions.getState()));
}

function kept(): Partial<CanvasOptions> {
  try {
    const value: unknown = JSON.parse(preference(KEY) ?? '{}');
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(entries.filter(([key, on]) => key in DEFAULTS && typeof on === 'boolean'));
  } catch {
    return {};
  }
}
