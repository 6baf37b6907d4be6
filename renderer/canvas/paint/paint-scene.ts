import type { Id } from '../../../shared/document/document.ts';
import type { PortRole } from '../../../shared/topology/topology.ts';
import { type Box, overlaps, type Point } from '../../layout/geometry.ts';
import { GROUP_COLOURS } from '../export/svg-theme.ts';
import type { Palette } from './palette.ts';
import type { Scene, SceneBox, SceneKind } from './scene.ts';

export interface PaintOptions {
  readonly palette: Palette;
  /** What of the drawing is seen, in canvas units. */
  readonly view: Box;
  /** Pixels for each unit. */
  readonly zoom: number;
  readonly selection: ReadonlySet<Id>;
  readonly lit: ReadonlySet<Id>;
  /** Where dragged objects are. */
  readonly overlay: ReadonlyMap<Id, Point>;
  /** Objects that something else draws. */
  readonly except: ReadonlySet<Id>;
  /** Pixels of the names of bridges and hosts; none are written without it. */
  readonly label?: number;
}

const KINDS: readonly SceneKind[] = ['host', 'bridge', 'external', 'guest'];
const ROLES: readonly PortRole[] = ['unused', 'guest', 'border'];

/** Paints the drawing from back to front, as the canvas shows it, in few and large strokes. */
export function paintScene(context: CanvasRenderingContext2D, scene: Scene, options: PaintOptions): void {
  const { view, zoom, overlay } = options;
  context.save();
  context.scale(zoom, zoom);
  context.translate(-view.x, -view.y);
  for (const region of scene.regions) {
    if (!overlaps(region, view)) continue;
    context.fillStyle = GROUP_COLOURS[region.hue % GROUP_COLOURS.length] ?? GROUP_COLOURS[0];
    context.globalAlpha = 0.13;
    context.fillRect(region.x, region.y, region.width, region.height);
  }
  context.globalAlpha = 1;
  const corners = new Map<Id, Point>();
  for (const box of scene.boxes) corners.set(box.id, overlay.get(box.id) ?? box);
  paintLines(context, scene, corners, options);
  paintBoxes(context, scene, corners, options);
  context.restore();
  if (options.label !== undefined) paintNames(context, scene, corners, options, options.label);
}

function paintLines(
  context: CanvasRenderingContext2D,
  scene: Scene,
  corners: ReadonlyMap<Id, Point>,
  { palette, zoom }: PaintOptions,
): void {
  const colours = { unused: palette.idleLine, guest: palette.guestLine, border: palette.borderLine };
  for (const role of ROLES) {
    context.beginPath();
    for (const line of scene.lines) {
      const source = line.role === role ? corners.get(line.source) : undefined;
      const target = source && corners.get(line.target);
      if (!source || !target) continue;
      context.moveTo(source.x + line.from.x, source.y + line.from.y);
      context.lineTo(target.x + line.to.x, target.y + line.to.y);
    }
    context.strokeStyle = colours[role];
    context.lineWidth = Math.max(role === 'border' ? 4 : 2, 0.7 / zoom);
    context.stroke();
  }
}

function paintBoxes(
  context: CanvasRenderingContext2D,
  scene: Scene,
  corners: ReadonlyMap<Id, Point>,
  { palette, view, zoom, selection, lit, except }: PaintOptions,
): void {
  const fills = {
    host: palette.box,
    bridge: palette.accentSoft,
    external: palette.borderSoft,
    guest: palette.guestSoft,
  };
  const strokes = { host: palette.host, bridge: palette.accent, external: palette.border, guest: palette.guest };
  const paths = new Map<string, { fill: string; stroke: string; path: Path2D }>();
  for (const kind of KINDS) paths.set(kind, { fill: fills[kind], stroke: strokes[kind], path: new Path2D() });
  paths.set('lit', { fill: palette.lit, stroke: palette.lit, path: new Path2D() });
  paths.set('selected', { fill: palette.accent, stroke: palette.accent, path: new Path2D() });
  for (const box of scene.boxes) {
    const corner = corners.get(box.id) ?? box;
    if (except.has(box.id) || !overlaps({ ...corner, width: box.width, height: box.height }, view)) continue;
    const look = selection.has(box.id) ? 'selected' : lit.has(box.id) ? 'lit' : box.kind;
    paths.get(look)?.path.rect(corner.x, corner.y, box.width, box.height);
  }
  context.lineWidth = Math.max(1.5, 0.8 / zoom);
  for (const { fill, stroke, path } of paths.values()) {
    context.fillStyle = fill;
    context.fill(path);
    context.strokeStyle = stroke;
    context.stroke(path);
  }
}

const LEAST_NAMED = 40;

/** Bridges and hosts keep their names at a size that can be read. */
function paintNames(
  context: CanvasRenderingContext2D,
  scene: Scene,
  corners: ReadonlyMap<Id, Point>,
  { palette, view, zoom, except }: PaintOptions,
  size: number,
): void {
  context.font = `600 ${size}px "Inter Variable", sans-serif`;
  context.textBaseline = 'bottom';
  context.fillStyle = palette.text;
  const named = (box: SceneBox) => (box.kind === 'bridge' || box.kind === 'host') && box.width * zoom >= LEAST_NAMED;
  for (const box of scene.boxes) {
    if (!named(box) || except.has(box.id)) continue;
    const corner = corners.get(box.id) ?? box;
    if (overlaps({ ...corner, width: box.width, height: box.height }, view))
      context.fillText(box.name, (corner.x - view.x) * zoom, (corner.y - view.y) * zoom - 2, box.width * zoom);
  }
}
