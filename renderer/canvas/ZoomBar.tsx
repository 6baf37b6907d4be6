import { Panel, useStore } from '@xyflow/react';
import { LocateFixed, Lock, LockOpen, Map as MapIcon, Maximize, Minus, Plus } from 'lucide-react';
import { actionById } from '../actions/registry.ts';
import { useAction } from '../actions/use-action.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { canvasControls } from '../state/canvas-controls.ts';
import { useDocument } from '../state/document-store.ts';

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
      <ZoomToSelection />
      <span className="bar-line" />
      <LockButton />
      <MinimapButton />
    </Panel>
  );
}

function ZoomToSelection() {
  const action = actionById('view.zoom-selection');
  const { enabled } = useAction(action);
  return (
    <IconButton label="Zoom to the selection" shortcut="Z" isDisabled={!enabled} onPress={action.run}>
      <LocateFixed size={14} />
    </IconButton>
  );
}

function LockButton() {
  const action = actionById('view.lock');
  const { label } = useAction(action);
  const locked = useDocument(({ view }) => view?.locked ?? false);
  return (
    <IconButton label={label} className={locked ? 'is-on' : ''} onPress={action.run}>
      {locked ? <Lock size={14} /> : <LockOpen size={14} />}
    </IconButton>
  );
}

function MinimapButton() {
  const action = actionById('view.minimap');
  const { label } = useAction(action);
  return (
    <IconButton label={label} shortcut="M" onPress={action.run}>
      <MapIcon size={14} />
    </IconButton>
  );
}
