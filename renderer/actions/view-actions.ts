import { Command, FileCode2, ListChecks, Maximize, Monitor, Moon, Rocket, Sun, TriangleAlert, ZoomIn, ZoomOut } from 'lucide-react';
import { canvasControls } from '../canvas/gestures/canvas-controls.ts';
import { showDock, useUi } from '../state/ui-store.ts';
import { setThemeChoice, useTheme } from '../theme/theme-store.ts';
import type { Action } from './action.ts';

export const viewActions: readonly Action[] = [
  {
    id: 'view.commands',
    group: 'View',
    label: 'All commands…',
    shortcuts: ['Mod+K', 'Mod+Shift+P'],
    scope: 'window',
    icon: Command,
    run: () => useUi.setState({ commandPaletteOpen: true }),
  },
  { id: 'view.fit', group: 'View', label: 'Fit the drawing', shortcuts: ['Mod+0'], scope: 'window', icon: Maximize, run: () => canvasControls()?.fit() },
  { id: 'view.zoom-in', group: 'View', label: 'Zoom in', shortcuts: ['Mod++', 'Mod+='], scope: 'window', icon: ZoomIn, run: () => canvasControls()?.zoomIn() },
  { id: 'view.zoom-out', group: 'View', label: 'Zoom out', shortcuts: ['Mod+-'], scope: 'window', icon: ZoomOut, run: () => canvasControls()?.zoomOut() },
  { id: 'view.canvas', group: 'View', label: 'Go to the canvas', shortcuts: ['Alt+0'], scope: 'window', run: () => canvasControls()?.focus() },
  { id: 'view.script', group: 'View', label: 'Show the script', shortcuts: ['Alt+1'], scope: 'window', icon: FileCode2, run: () => showDock('script') },
  { id: 'view.rules', group: 'View', label: 'Show the rules', shortcuts: ['Alt+2'], scope: 'window', icon: ListChecks, run: () => showDock('rules') },
  { id: 'view.problems', group: 'View', label: 'Show the problems', shortcuts: ['Alt+3'], scope: 'window', icon: TriangleAlert, run: () => showDock('problems') },
  { id: 'view.deploy', group: 'View', label: 'Show deployment', shortcuts: ['Alt+4'], scope: 'window', icon: Rocket, run: () => showDock('deploy') },
  { id: 'view.light', group: 'View', label: 'Light theme', scope: 'window', icon: Sun, enabled: () => useTheme.getState().choice !== 'light', run: () => setThemeChoice('light') },
  { id: 'view.dark', group: 'View', label: 'Dark theme', scope: 'window', icon: Moon, enabled: () => useTheme.getState().choice !== 'dark', run: () => setThemeChoice('dark') },
  { id: 'view.system', group: 'View', label: 'Theme of the system', scope: 'window', icon: Monitor, enabled: () => useTheme.getState().choice !== 'system', run: () => setThemeChoice('system') },
];
