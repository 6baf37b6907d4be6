import { countWords } from '../../../shared/document/describe.ts';
import type { Bridge, Document, Host } from '../../../shared/document/document.ts';
import { resolveTopology } from '../../../shared/topology/resolve-topology.ts';
import { type Box, boxAround, grow } from '../../layout/geometry.ts';
import { type CanvasLayout, layoutCanvas } from '../../layout/layout-canvas.ts';
import { bridgeBox, externalBox, guestBox, hostBox } from './svg-boxes.ts';
import { element, type Markup, text } from './svg-element.ts';
import { heading, LEGEND_HEIGHT, LEGEND_WIDTH, legend, TITLE_HEIGHT } from './svg-legend.ts';
import { anchorDots, cableLine, groupRegion, socketBox } from './svg-links.ts';
import { LIGHT, type SvgTheme } from './svg-theme.ts';

const MARGIN = 32;
const NOTHING: Box = { x: 0, y: 0, width: 320, height: 120 };

export interface SvgOptions {
  readonly theme?: SvgTheme;
  /** The document's name above the drawing. */
  readonly title?: boolean;
  /** What the colours and signs mean, below it. */
  readonly legend?: boolean;
}

/** The drawing as an SVG file of its own: what the canvas shows, whatever part of it is in view. */
export function drawingSvg(document: Document, options: SvgOptions = {}): string {
  const { theme = LIGHT } = options;
  const layout = layoutCanvas(document, resolveTopology(document));
  const drawn = drawnBox(layout);
  const view = viewBox(layout, options);
  const { x, y, width, height } = view;
  const root = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: `${x} ${y} ${width} ${height}`, width, height, role: 'img' },
    element('title', {}, text(document.name)),
    element('rect', { x, y, width, height, fill: theme.canvas }),
    ...(options.title ? [heading(document.name, { x: drawn.x, y: y + MARGIN + 18 }, drawn.width, theme)] : []),
    // From back to front, as on the canvas: regions, lines, boxes, sockets.
    ...document.groups.flatMap(({ id, name, members }) => {
      const region = layout.regions.get(id);
      return region === undefined ? [] : [groupRegion(name, members.length, region, theme)];
    }),
    ...layout.cables.flatMap((cable) => cableLine(cable, layout, theme)),
    ...boxes(document, layout, theme),
    ...anchorDots(document, layout, theme),
    ...(options.legend ? legend({ x: drawn.x, y: y + height - LEGEND_HEIGHT - MARGIN / 2 }, theme) : []),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
}

/** How large the drawing is, for a picture of pixels. */
export function drawingSize(
  document: Document,
  options: SvgOptions = {},
): { readonly width: number; readonly height: number } {
  const { width, height } = viewBox(layoutCanvas(document, resolveTopology(document)), options);
  return { width, height };
}

function drawnBox(layout: CanvasLayout): Box {
  return boxAround([...everyBox(layout)]) ?? NOTHING;
}

function viewBox(layout: CanvasLayout, { title, legend: hasLegend }: SvgOptions): Box {
  const drawn = drawnBox(layout);
  const view = grow(hasLegend ? { ...drawn, width: Math.max(drawn.width, LEGEND_WIDTH) } : drawn, MARGIN);
  const above = title ? TITLE_HEIGHT : 0;
  return { ...view, y: view.y - above, height: view.height + above + (hasLegend ? LEGEND_HEIGHT : 0) };
}

function boxes(document: Document, layout: CanvasLayout, theme: SvgTheme): readonly Markup[] {
  const several = document.hosts.length > 1;
  const drawn: Markup[] = [];
  const put = (id: string, draw: (box: Box) => Markup): void => {
    const box = layout.boxes.get(id);
    if (box === undefined) return;
    const sockets = layout.sockets.get(id) ?? [];
    drawn.push(...sockets.map((socket) => socketBox(socket, box, theme)), draw(box));
  };
  for (const host of document.hosts) {
    for (const bridge of host.bridges)
      put(bridge.id, (box) => bridgeBox(bridge, box, detailsOf(host, bridge, several), theme));
    put(host.id, (box) => hostBox(host, box, theme));
  }
  for (const guest of document.guests) put(guest.id, (box) => guestBox(guest, box, theme));
  for (const external of document.externals) put(external.id, (box) => externalBox(external, box, theme));
  return drawn;
}

function detailsOf(host: Host, bridge: Bridge, several: boolean): string {
  const ports = host.ports.filter((port) => port.bridge === bridge.id).length;
  const addresses = host.interfaces.filter(({ name }) => name === bridge.name).flatMap((one) => one.addresses);
  const details = [several ? `on ${host.name}` : '', addresses.join(', '), bridge.stp ? 'STP' : ''].filter(Boolean);
  return details.join(' · ') || countWords(ports, 'port');
}

function* everyBox(layout: CanvasLayout): Generator<Box> {
  for (const [id, box] of layout.boxes) {
    // A group with members is drawn around them; its own box counts only while it is empty.
    if (!layout.regions.has(id)) yield box;
    for (const socket of layout.sockets.get(id) ?? []) yield { ...socket, x: box.x + socket.x, y: box.y + socket.y };
  }
  for (const { box } of layout.regions.values()) yield box;
}
