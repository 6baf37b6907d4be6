import { create } from 'zustand';
import { keepPreference, onPreferences, preference } from './preferences.ts';

export type ThemeChoice = 'light' | 'dark' | 'system';
export type Theme = 'light' | 'dark';

interface ThemeState {
  readonly choice: ThemeChoice;
  readonly theme: Theme;
}

export const useTheme = create<ThemeState>()(() => ({ choice: 'system', theme: 'light' }));

export function setThemeChoice(choice: ThemeChoice): void {
  keepPreference('theme', choice);
  useTheme.setState({ choice });
  apply();
}

/** Reads the remembered choice, and follows the system while the choice is `system`. */
export function startTheme(): void {
  darkSystem().addEventListener('change', apply);
  onPreferences(() => {
    const kept = preference('theme');
    useTheme.setState({ choice: kept === 'light' || kept === 'dark' ? kept : 'system' });
    apply();
  });
}

function apply(): void {
  const { choice } = useTheme.getState();
  const theme = choice === 'system' ? (darkSystem().matches ? 'dark' : 'light') : choice;
  document.documentElement.dataset.theme = theme;
  useTheme.setState({ theme });
}

function darkSystem(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}
