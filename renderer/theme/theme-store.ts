import { create } from 'zustand';

export type ThemeChoice = 'light' | 'dark' | 'system';
export type Theme = 'light' | 'dark';

const KEY = 'bridgewarden.theme';

interface ThemeState {
  readonly choice: ThemeChoice;
  readonly theme: Theme;
}

export const useTheme = create<ThemeState>()(() => ({ choice: 'system', theme: 'light' }));

export function setThemeChoice(choice: ThemeChoice): void {
  localStorage.setItem(KEY, choice);
  useTheme.setState({ choice });
  apply();
}

/** Reads the remembered choice, and follows the system while the choice is `system`. */
export function startTheme(): void {
  const kept = localStorage.getItem(KEY);
  useTheme.setState({ choice: kept === 'light' || kept === 'dark' ? kept : 'system' });
  darkSystem().addEventListener('change', apply);
  apply();
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
