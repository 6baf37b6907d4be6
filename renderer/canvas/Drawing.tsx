import {
  Background,
  BackgroundVariant,
  ConnectionMode,
  type EdgeTypes,
  type NodeTypes,
  ReactFlow,
  SelectionMode,
} from '@xyflow/react';
import { memo, useMemo, useRef } from 'react';
import type { Document } from '../../shared/document/document.ts';
import { pinPort } from '../../shared/document/edits/pin-port.ts';
import { useCanvasOptions } from '../state/canvas-options.ts';
import { useDrawnDocument } from '../state/drawn-document.ts';
import { topologyOf } from '../state/results-store.ts';
import { useSelection } from '../state/selection-store.ts';
import { DragHint } from './DragHint.tsx';
import { useDetail } from './detail-store.ts';
import { CableLine } from './edges/CableLine.tsx';
import { NewLine } from './edges/NewLine.tsx';
import { FarView } from './FarView.tsx';
import { GuideLines } from './GuideLines.tsx';
import { onCanvasKeyDown } from './gestures/canvas-keys.ts';
import { useConnecting } from './gestures/use-connecting.ts';
import { LEAST_ZOOM, useControls } from './gestures/use-controls.ts';
import { useDetailLevel } from './gestures/use-detail-level.ts';
import { useDragging } from './gestures/use-dragging.ts';
import { useDropping } from './gestures/use-dropping.ts';
import { useSelecting } from './gestures/use-selecting.ts';
import { Minimap } from './Minimap.tsx';
import { type NearNodes, nearNodes } from './near-nodes.ts';
import { BridgeBox } from './nodes/BridgeBox.tsx';
import { GroupRegionBox } from './nodes/GroupRegionBox.tsx';
import { HostBox } from './nodes/HostBox.tsx';
import { ExternalBox, GuestBox } from './nodes/StationBox.tsx';
import { useOverlay } from './overlay-store.ts';
import { type CableEdge, type CanvasNode, createToFlow, type Flow } from './to-flow.ts';
import { ZoomBar } from './ZoomBar.tsx';

const nodeTypes: NodeTypes = {
  bridge: BridgeBox,
  host: HostBox,
  guest: GuestBox,
  external: ExternalBox,
  group: GroupRegionBox,
};
const edgeTypes: EdgeTypes = { cable: CableLine };
const PAN_BUTTONS = [1];
const MULTI_KEYS = ['Shift', 'Meta', 'Control'];
const NO_EDGES: CableEdge[] = [];

/** Nodes, lines and everything that is done to them with the mouse. */
export function Drawing() {
  return <DrawnDocument document={useDrawnDocument()} />;
}

interface DrawnProps {
  readonly document: Document;
}

/** Left alone while the document that is drawn stays the same. */
const DrawnDocument = memo(function DrawnDocument({ document }: DrawnProps) {
  const { nodes, edges } = useFlow(document);
  const detail = useDetail((state) => state.detail);
  const minimap = useCanvasOptions((state) => state.minimap);
  const dragging = useDragging();
  const selecting = useSelecting();
  const connecting = useConnecting();
  const dropping = useDropping();
  const seen = useDetailLevel();
  useControls();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the wrapper only hears what bubbles up from the nodes.
    <div className={`canvas is-${detail}`} data-region="canvas" tabIndex={-1} onKeyDown={onCanvasKeyDown} {...dropping}>
      <ReactFlow<CanvasNode, CableEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        aria-label="Drawing"
        {...selecting}
        {...dragging}
        {...connecting}
        {...seen}
        connectionMode={ConnectionMode.Loose}
        connectionLineComponent={NewLine}
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
        minZoom={LEAST_ZOOM}
        maxZoom={3}
        onlyRenderVisibleElements
        zoomOnDoubleClick={false}
      >
        {detail === 'full' && <Background variant={BackgroundVariant.Dots} gap={20} size={1.4} color="var(--dots)" />}
        {detail === 'painted' && <FarView document={document} />}
        <GuideLines />
        <DragHint />
        <ZoomBar />
        {minimap && <Minimap document={document} />}
      </ReactFlow>
    </div>
  );
});

/** What React Flow draws: the document, with the gesture in progress; from afar only what must be an element. */
function useFlow(document: Document): Flow {
  const selection = useSelection((state) => state.ids);
  const positions = useOverlay((state) => state.positions);
  const slide = useOverlay((state) => state.slide);
  const painted = useDetail((state) => state.detail === 'painted');
  const under = useDetail((state) => state.near);
  const near = useRef<NearNodes>(undefined);
  const shown = useMemo(() => (slide ? pinPort(document, slide.port, slide.place) : document), [document, slide]);
  const toFlow = useMemo(createToFlow, []);
  const flow = toFlow(shown, topologyOf(shown), selection, positions);
  if (!painted) return flow;
  near.current = nearNodes(selection, under, near.current);
  const { ids } = near.current;
  return { nodes: flow.nodes.filter(({ id }) => ids.has(id)), edges: NO_EDGES };
}
