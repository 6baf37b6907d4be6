import { useStore, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useEffect, useMemo, useRef } from 'react';
import type { Document, Id } from '../../shared/document/document.ts';
import { type Box, boxAround, type Point } from '../layout/geometry.ts';
import { layoutCanvas } from '../layout/layout-canvas.ts';
import { canvasControls } from '../state/canvas-controls.ts';
import { topologyOf } from '../state/results-store.ts';
import { useSelection } from '../state/selection-store.ts';
import { useTheme } from '../state/theme-store.ts';
import { fitView } from './paint/fit-view.ts';
import { paintScene } from './paint/paint-scene.ts';
import { readPalette } from './paint/palette.ts';
import { sceneOf } from './paint/scene.ts';

const WIDTH = 190;
const HEIGHT = 130;
const SHAPE = { width: WIDTH, height: HEIGHT };
const MARGIN = 40;
/** Sharp on dense screens too. */
const DENSITY = 2;
const NOTHING: ReadonlySet<Id> = new Set();
const NOWHERE: ReadonlyMap<Id, Point> = new Map();

/**
 * The whole drawing in a corner: a click or a drag moves what is seen. Painted on one canvas, because thousands of elements that
 * follow every pan would make it slow.
 */
export function Minimap({ document }: { readonly document: Document }) {
  const selection = useSelection((state) => state.ids);
  const theme = useTheme((state) => state.theme);
  const picture = useRef<HTMLCanvasElement>(null);
  const dragging = useRef(false);
  const layout = layoutCanvas(document, topologyOf(document));
  const scene = sceneOf(document, layout);
  const view = useMemo(
    () => fitView(boxAround([...scene.boxes, ...scene.regions]), SHAPE, { margin: MARGIN }),
    [scene],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme means other colours.
  useEffect(() => {
    const context = picture.current?.getContext('2d');
    if (!context) return;
    context.setTransform(DENSITY, 0, 0, DENSITY, 0, 0);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    paintScene(context, scene, {
      palette: readPalette(),
      view,
      zoom: WIDTH / view.width,
      selection: new Set(selection),
      lit: NOTHING,
      overlay: NOWHERE,
      except: NOTHING,
    });
  }, [scene, view, selection, theme]);
  const follow = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    canvasControls()?.centreOn({
      x: view.x + ((event.clientX - box.x) / WIDTH) * view.width,
      y: view.y + ((event.clientY - box.y) / HEIGHT) * view.height,
    });
  };
  return (
    <div
      className="minimap nopan nowheel"
      role="img"
      aria-label="Minimap"
      style={{ width: WIDTH, height: HEIGHT }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        dragging.current = true;
        follow(event);
      }}
      onPointerMove={(event) => dragging.current && follow(event)}
      onPointerUp={() => {
        dragging.current = false;
      }}
    >
      <canvas ref={picture} width={WIDTH * DENSITY} height={HEIGHT * DENSITY} />
      <Seen view={view} />
    </div>
  );
}

/** The part that is seen, as a frame. */
function Seen({ view }: { readonly view: Box }) {
  const store = useStoreApi();
  const [x, y, zoom] = useStore((state) => state.transform);
  const { width, height } = store.getState();
  const scale = WIDTH / view.width;
  return (
    <div
      className="minimap-seen"
      style={{
        left: (-x / zoom - view.x) * scale,
        top: (-y / zoom - view.y) * scale,
        width: (width / zoom) * scale,
        height: (height / zoom) * scale,
      }}
    />
  );
}
