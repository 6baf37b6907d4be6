import { getBezierPath, Position } from '@xyflow/react';
import type { Document, Id } from '../../../shared/document/document.ts';
import type { Point, Side } from '../../layout/geometry.ts';
import { GROUP_LABEL, type GroupRegion } from '../../layout/group-layout.ts';
import type { Cable } from '../../layout/layout-cables.ts';
import type { CanvasLayout, SocketView } from '../../layout/layout-canvas.ts';
import { element, fitted, type Markup, text } from './svg-element.ts';
import { icon } from './svg-icons.ts';
import { GROUP_COLOURS, MONO_FONT, type SvgTheme, UI_FONT } from './svg-theme.ts';

const POSITIONS = { top: Position.Top, right: Position.Right, bottom: Position.Bottom, left: Position.Left } as const;

interface End extends Point {
  readonly side: Side;
}

/** A line as on the canvas: thin to a guest, a cased cable for a veth pair, dashed to the outside. */
export function cableLine(cable: Cable, layout: CanvasLayout, theme: SvgTheme): readonly Markup[] {
  const source = endOf(layout, cable.source, cable.sourceHandle);
  const target = endOf(layout, cable.target, cable.targetHandle);
  if (source === undefined || target === undefined) return [];
  const [path] = getBezierPath({
    ...{ sourceX: source.x, sourceY: source.y, sourcePosition: POSITIONS[source.side] },
    ...{ targetX: target.x, targetY: target.y, targetPosition: POSITIONS[target.side] },
    curvature: 0.32,
  });
  const role = theme.roles[cable.role];
  const drawn = (stroke: string, width: number, dashes?: string): Markup =>
    element('path', { d: path, fill: 'none', stroke, 'stroke-width': width, 'stroke-dasharray': dashes });
  const title = element('title', {}, text(cable.label));
  if (cable.kind === 'veth')
    return [element('g', {}, title, drawn(theme.roles.border.line, 6), drawn(theme.roles.border.soft, 2))];
  return [element('g', {}, title, drawn(role.line, 2, cable.kind === 'nic' ? '7 5' : undefined))];
}

/** A port on the edge of its bridge, or an interface on the edge of its host. */
export function socketBox(socket: SocketView, node: Point, theme: SvgTheme): Markup {
  const { ink, soft, line } = theme.roles[socket.role];
  const x = node.x + socket.x;
  const y = node.y + socket.y;
  const middle = y + socket.height / 2;
  return element(
    'g',
    {},
    element('title', {}, text(`${socket.kind === 'interface' ? 'Interface' : 'Port'} ${socket.name}`)),
    element('rect', {
      ...{ x, y, width: socket.width, height: socket.height, fill: soft, stroke: line },
      rx: socket.kind === 'tap' ? 10 : socket.kind === 'nic' ? 6 : 2,
      'stroke-width': 1.5,
      'stroke-dasharray': socket.role === 'unused' ? '4 3' : undefined,
    }),
    icon(socket.kind, x + 15, middle, ink, 0.85),
    element(
      'text',
      { x: x + 26, y: middle + 4, 'font-family': MONO_FONT, 'font-size': 11, 'font-weight': 500, fill: ink },
      text(socket.name),
    ),
  );
}

/** Where the lines of a guest or external leave it. */
export function anchorDots(document: Document, layout: CanvasLayout, theme: SvgTheme): readonly Markup[] {
  const externals = new Set(document.externals.map(({ id }) => id));
  return [...layout.anchors].flatMap(([id, anchors]) => {
    const box = layout.boxes.get(id);
    const stroke = theme.roles[externals.has(id) ? 'border' : 'guest'].line;
    return anchors.flatMap(({ x, y }) =>
      box === undefined
        ? []
        : [element('circle', { cx: box.x + x, cy: box.y + y, r: 3.5, fill: theme.raised, stroke, 'stroke-width': 2 })],
    );
  });
}

export function groupRegion(name: string, count: number, region: GroupRegion, theme: SvgTheme): Markup {
  const { x, y } = region.box;
  const hue = GROUP_COLOURS[region.hue % GROUP_COLOURS.length] ?? GROUP_COLOURS[0];
  const pieces = region.pieces.map((piece) =>
    element('rect', {
      ...{ x: x + piece.x, y: y + piece.y, width: piece.width, height: piece.height, rx: 16 },
      ...{ fill: hue, 'fill-opacity': 0.07, stroke: hue, 'stroke-opacity': 0.55, 'stroke-width': 1.5 },
      'stroke-dasharray': '5 4',
    }),
  );
  const [first] = region.pieces;
  if (first === undefined) return element('g', {});
  const left = x + first.x + 16;
  const middle = y + first.y + first.height - GROUP_LABEL + 10;
  return element(
    'g',
    {},
    element('title', {}, text(`Group ${name}`)),
    ...pieces,
    element('circle', { cx: left + 4, cy: middle, r: 4, fill: hue }),
    element(
      'text',
      { x: left + 14, y: middle + 4, 'font-family': UI_FONT, 'font-size': 12, 'font-weight': 550, fill: theme.text2 },
      text(fitted(`${name}  ${count}`, first.width - 46, 6.6)),
    ),
  );
}

/** The middle of the socket's outer edge, relative to its node. */
function socketEnd({ side, x, y, width, height }: SocketView): Point {
  if (side === 'top' || side === 'bottom') return { x: x + width / 2, y: side === 'top' ? y : y + height };
  return { x: side === 'left' ? x : x + width, y: y + height / 2 };
}

function endOf(layout: CanvasLayout, node: Id, handle: string): End | undefined {
  const box = layout.boxes.get(node);
  if (box === undefined) return undefined;
  const socket = layout.sockets.get(node)?.find(({ id }) => id === handle);
  const anchor = layout.anchors.get(node)?.find(({ id }) => id === handle);
  const at = socket === undefined ? anchor : socketEnd(socket);
  const side = socket?.side ?? anchor?.side;
  return at === undefined || side === undefined ? undefined : { x: box.x + at.x, y: box.y + at.y, side };
}
