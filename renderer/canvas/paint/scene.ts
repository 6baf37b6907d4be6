import type { Document, Id } from '../../../shared/document/document.ts';
import { recordIndex } from '../../../shared/document/record-index.ts';
import type { PortRole } from '../../../shared/topology/topology.ts';
import type { Box, Point } from '../../layout/geometry.ts';
import type { CanvasLayout } from '../../layout/layout-canvas.ts';

export type SceneKind = 'bridge' | 'host' | 'guest' | 'external';

export interface SceneBox extends Box {
  readonly id: Id;
  readonly kind: SceneKind;
  readonly name: string;
}

/** A line; its ends are relative to the corners of the boxes it joins. */
interface SceneLine {
  readonly source: Id;
  readonly from: Point;
  readonly target: Id;
  readonly to: Point;
  readonly role: PortRole;
}

interface SceneRegion extends Box {
  readonly hue: number;
}

/** The drawing as plain shapes, for the map in the corner and for the view from afar. */
export interface Scene {
  readonly boxes: readonly SceneBox[];
  readonly lines: readonly SceneLine[];
  readonly regions: readonly SceneRegion[];
}

const scenes = new WeakMap<CanvasLayout, Scene>();

export function sceneOf(document: Document, layout: CanvasLayout): Scene {
  const known = scenes.get(layout);
  if (known) return known;
  const scene = makeScene(document, layout);
  scenes.set(layout, scene);
  return scene;
}

function makeScene(document: Document, layout: CanvasLayout): Scene {
  const index = recordIndex(document);
  const boxes: SceneBox[] = [];
  for (const [id, box] of layout.boxes) {
    const entry = index.get(id);
    if (entry?.kind === 'bridge' || entry?.kind === 'host' || entry?.kind === 'guest' || entry?.kind === 'external')
      boxes.push({ ...box, id, kind: entry.kind, name: entry.record.name });
  }
  const ends = endsOf(layout);
  const lines = layout.cables.flatMap(({ source, sourceHandle, target, targetHandle, role }): SceneLine[] => {
    const from = ends.get(source)?.get(sourceHandle);
    const to = ends.get(target)?.get(targetHandle);
    return from && to ? [{ source, from, target, to, role }] : [];
  });
  const regions = [...layout.regions.values()].flatMap(({ box, pieces, hue }) =>
    pieces.map((piece) => ({ ...piece, x: piece.x + box.x, y: piece.y + box.y, hue })),
  );
  return { boxes, lines, regions };
}

/** Where lines end, by node and handle, relative to the node's corner. */
function endsOf(layout: CanvasLayout): ReadonlyMap<Id, ReadonlyMap<string, Point>> {
  const ends = new Map<Id, Map<string, Point>>();
  const put = (node: Id, handle: string, point: Point) => {
    const own = ends.get(node);
    if (own) own.set(handle, point);
    else ends.set(node, new Map([[handle, point]]));
  };
  for (const [node, sockets] of layout.sockets) {
    for (const { id, x, y, width, height } of sockets) put(node, id, { x: x + width / 2, y: y + height / 2 });
  }
  for (const [node, anchors] of layout.anchors) {
    for (const { id, x, y } of anchors) put(node, id, { x, y });
  }
  return ends;
}

/** The object drawn at a point; of several the one on top. */
export function boxAt({ boxes }: Scene, { x, y }: Point): SceneBox | undefined {
  return boxes.findLast((box) => x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
}
