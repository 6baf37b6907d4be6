import type { ReactNode } from 'react';
import type { DockTab } from '../state/ui-store.ts';
import { TabSketch } from './TabSketch.tsx';

interface EmptyPanelProps {
  /** The tab whose contents are sketched. */
  readonly tab: DockTab;
  /** A sentence or two: what will be here, and what leads there. */
  readonly children: ReactNode;
  /** Buttons that lead there. */
  readonly actions?: ReactNode;
}

/** A tab of the dock that has nothing to show yet: what will be in it, as a sketch and in words, and the way there. */
export function EmptyPanel({ tab, children, actions }: EmptyPanelProps) {
  return (
    <div className="panel-empty">
      <TabSketch tab={tab} />
      {children}
      {actions && <div className="panel-empty-actions">{actions}</div>}
    </div>
  );
}
