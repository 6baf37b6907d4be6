import { ReactFlowProvider } from '@xyflow/react';
import { CanvasDialogs } from './CanvasDialogs.tsx';
import { CanvasMenu } from './CanvasMenu.tsx';
import { Drawing } from './Drawing.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { LiveRegion } from './LiveRegion.tsx';

/** The drawing with its menu and its dialogs. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <div className="canvas-frame">
        <CanvasMenu>
          <Drawing />
        </CanvasMenu>
        <EmptyCanvas />
        <CanvasDialogs />
        <LiveRegion />
      </div>
    </ReactFlowProvider>
  );
}
