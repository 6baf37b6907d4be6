import { ArrowDown, ArrowUp, Columns2 } from 'lucide-react';
import { toggleDiffLayout, useDiff } from '../state/diff-controls.ts';
import type { Action } from './action.ts';

const shown = () => useDiff.getState().controls !== undefined;

export const diffActions: readonly Action[] = [
  {
    id: 'diff.next',
    group: 'View',
    label: 'Next change of the comparison',
    shortcuts: ['Alt+F5'],
    scope: 'window',
    icon: ArrowDown,
    enabled: shown,
    run: () => useDiff.getState().controls?.go('next'),
  },
  {
    id: 'diff.previous',
    group: 'View',
    label: 'Previous change of the comparison',
    shortcuts: ['Alt+Shift+F5'],
    scope: 'window',
    icon: ArrowUp,
    enabled: shown,
    run: () => useDiff.getState().controls?.go('previous'),
  },
  {
    id: 'diff.layout',
    group: 'View',
    label: () => (useDiff.getState().layout === 'inline' ? 'Comparison side by side' : 'Comparison in one column'),
    scope: 'window',
    icon: Columns2,
    enabled: shown,
    run: toggleDiffLayout,
  },
];
