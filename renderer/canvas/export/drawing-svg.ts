import type { Bridge, Document, Host } from '../../../shared/document/document.ts';
import { resolveTopology } from '../../../shared/topology/resolve-topology.ts';
import { type Box, boxAround, grow } from '../layout/geometry.ts';
import { type CanvasLayout, layoutCanvas } from '../layout/layout-canvas.ts';
import { bridgeBox, externalBox, guestBox, hostBox } from './svg-boxes.ts';
import { element, type Markup, text } from './svg-element.ts';
import { anchorDots, cableLine, groupRegion, socketBox } from './svg-links.ts';
import { LIGHT } from './svg-theme.ts';

const MARGIN = 32;
const NOTHING: Box = { x: 0, y: 0, width: 320, height: 120 };

/** The drawing as an SVG file of its own, in the light theme: what the canvas shows, whatever part of it is in view. */
export function drawingSvg(document: Document): string {
  const layout = layoutCanvas(document, resolveTopology(document));
  const view = grow(boxAround([...everyBox(layout)]) ?? NOTHING, MARGIN);
  const { x, y, width, height } = view;
  const root = element(
    'svg',
    { xmlns: 'http://www.w3.org/2000/svg', viewBox: `${x} ${y} ${width} ${height}`, width, height, role: 'img' },
    element('title', {}, text(document.name)),
    element('rect', { x, y, width, height, fill: LIGHT.canvas }),
    // From back to front, as on the canvas: regions, lines, boxes, sockets.
    ...document.groups.flatMap(({ id, name, members }) => {
      const region = layout.regions.get(id);
      return region === undefined ? [] : [groupRegion(name, members.length, region)];
    }),
    ...layout.cables.flatMap((cable) => cableLine(cable, layout)),
    ...boxes(document, layout),
    ...anchorDots(document, layout),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root.xml}\n`;
}

/** How large the drawing is, for a picture of pixels. */
export function drawingSize(document: Document): { readonly width: number; readonly height: number } {
  const layout = layoutCanvas(document, resolveTopology(document));
  const { width, height } = grow(boxAround([...everyBox(layout)]) ?? NOTHING, MARGIN);
  return { width, height };
}

function boxes(document: Document, layout: CanvasLayout): readonly Markup[] {
  const several = document.hosts.length > 1;
  const drawn: Markup[] = [];
  const put = (id: string, draw: (box: Box) => Markup): void => {
    const box = layout.boxes.get(id);
    if (box === undefined) return;
    const sockets = layout.sockets.get(id) ?? [];
    drawn.push(...sockets.map((socket) => socketBox(socket, box)), draw(box));
  };
  for (const host of document.hosts) {
    for (const bridge of host.bridges)
      put(bridge.id, (box) => bridgeBox(bridge, box, detailsOf(host, bridge, several)));
    put(host.id, (box) => hostBox(host, box));
  }
  for (const guest of document.guests) put(guest.id, (box) => guestBox(guest, box));
  for (const external of document.externals) put(external.id, (box) => externalBox(external, box));
  return drawn;
}

function detailsOf(host: Host, bridge: Bridge, several: boolean): string {
  const ports = host.ports.filter((port) => port.bridge === bridge.id).length;
  const addresses = host.interfaces.filter(({ name }) => name === bridge.name).flatMap((one) => one.addresses);
  const details = [several ? `on ${host.name}` : '', addresses.join(', '), bridge.stp ? 'STP' : ''].filter(Boolean);
  return details.join(' · ') || `${ports} ${ports === 1 ? 'port' : 'ports'}`;
}

function* everyBox(layout: CanvasLayout): Generator<Box> {
  for (const [id, box] of layout.boxes) {
    // A group with members is drawn around them; its own box counts only while it is empty.
    if (!layout.regions.has(id)) yield box;
    for (const socket of layout.sockets.get(id) ?? []) yield { ...socket, x: box.x + socket.x, y: box.y + socket.y };
  }
  for (const { box } of layout.regions.values()) yield box;
}
