import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  type EdgeTypes,
  type NodeTypes,
  ReactFlow,
  ReactFlowProvider,
  SelectionMode,
} from '@xyflow/react';
import { useMemo } from 'react';
import { useDocument } from '../state/document-store.ts';
import { topologyOf } from '../state/results-store.ts';
import { useSelection } from '../state/selection-store.ts';
import { CanvasMenu } from './CanvasMenu.tsx';
import { EmptyCanvas } from './EmptyCanvas.tsx';
import { CableLine } from './edges/CableLine.tsx';
import { useConnecting } from './gestures/use-connecting.ts';
import { useControls } from './gestures/use-controls.ts';
import { useDragging } from './gestures/use-dragging.ts';
import { useDropping } from './gestures/use-dropping.ts';
import { useSelecting } from './gestures/use-selecting.ts';
import { BridgeBox } from './nodes/BridgeBox.tsx';
import { GroupRegionBox } from './nodes/GroupRegionBox.tsx';
import { HostBox } from './nodes/HostBox.tsx';
import { ExternalBox, GuestBox } from './nodes/StationBox.tsx';
import { useOverlay } from './overlay-store.ts';
import { type CableEdge, type CanvasNode, createToFlow } from './to-flow.ts';
import { ZoomBar } from './ZoomBar.tsx';

const nodeTypes: NodeTypes = {
  bridge: BridgeBox,
  host: HostBox,
  guest: GuestBox,
  external: ExternalBox,
  group: GroupRegionBox,
};
const edgeTypes: EdgeTypes = { cable: CableLine };
const SNAP: [number, number] = [10, 10];
const PAN_BUTTONS = [1];
const MULTI_KEYS = ['Shift', 'Meta', 'Control'];

/** The drawing. */
export function Canvas() {
  return (
    <ReactFlowProvider>
      <CanvasMenu>
        <Drawing />
      </CanvasMenu>
    </ReactFlowProvider>
  );
}

function Drawing() {
  const document = useDocument((now) => now);
  const selection = useSelection((state) => state.ids);
  const positions = useOverlay((state) => state.positions);
  const toFlow = useMemo(createToFlow, []);
  const { nodes, edges } = toFlow(document, topologyOf(document), selection, positions);
  const dragging = useDragging();
  const selecting = useSelecting();
  const connecting = useConnecting();
  const dropping = useDropping();
  useControls();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the wrapper only hears what bubbles up from the nodes.
    <div className="canvas" data-region="canvas" onKeyDown={selecting.onKeyDown} {...dropping}>
      <ReactFlow<CanvasNode, CableEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        aria-label="Drawing"
        onNodesChange={selecting.onNodesChange}
        onEdgeClick={selecting.onEdgeClick}
        onPaneClick={selecting.onPaneClick}
        onNodeContextMenu={selecting.onNodeContextMenu}
        onEdgeContextMenu={selecting.onEdgeContextMenu}
        onNodeDragStart={dragging.onNodeDragStart}
        onNodeDrag={dragging.onNodeDrag}
        onNodeDragStop={dragging.onNodeDragStop}
        onSelectionDragStart={dragging.onSelectionDragStart}
        onSelectionDrag={dragging.onSelectionDrag}
        onSelectionDragStop={dragging.onSelectionDragStop}
        onConnectStart={connecting.onConnectStart}
        onConnectEnd={connecting.onConnectEnd}
        connectionMode={ConnectionMode.Loose}
        connectionRadius={0}
        connectOnClick={false}
        selectionOnDrag
        selectionMode={SelectionMode.Partial}
        panOnDrag={PAN_BUTTONS}
        panOnScroll
        panActivationKeyCode="Space"
        multiSelectionKeyCode={MULTI_KEYS}
        selectionKeyCode={null}
        deleteKeyCode={null}
        disableKeyboardA11y
        edgesReconnectable={false}
        edgesFocusable={false}
        elevateNodesOnSelect={false}
        nodeDragThreshold={3}
        snapToGrid
        snapGrid={SNAP}
        minZoom={0.1}
        maxZoom={3}
        onlyRenderVisibleElements
        zoomOnDoubleClick={false}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--dots)" />
        <ZoomBar />
      </ReactFlow>
      <EmptyCanvas />
    </div>
  );
}
