import { Panel, useStore } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { IconButton } from '../app/IconButton.tsx';
import { canvasControls } from './gestures/canvas-controls.ts';

export function ZoomBar() {
  const zoom = useStore((state) => state.transform[2]);
  return (
    <Panel position="bottom-left" className="zoom-bar">
      <IconButton label="Zoom out" onPress={() => canvasControls()?.zoomOut()}>
        <Minus size={15} />
      </IconButton>
      <button type="button" className="zoom-value" title="Zoom to 100%" onClick={() => canvasControls()?.zoomTo(1)}>
        {Math.round(zoom * 100)}%
      </button>
      <IconButton label="Zoom in" onPress={() => canvasControls()?.zoomIn()}>
        <Plus size={15} />
      </IconButton>
      <IconButton label="Fit the drawing" onPress={() => canvasControls()?.fit()}>
        <Maximize size={14} />
      </IconButton>
    </Panel>
  );
}
