import type { Document, Id } from '../../shared/document/document.ts';
import { type Box, centreOf, type Side, sideTowards } from './geometry.ts';
import { Remembered } from './remembered.ts';
import { LEAST_CABLE, socketWidth } from './sizes.ts';

/** Where the line of a guest's NIC, or of an external, leaves its node: relative to the node's top left corner. */
export interface Anchor {
  readonly id: string;
  readonly side: Side;
  readonly x: number;
  readonly y: number;
}

const memory = new Remembered<readonly Anchor[]>();

/** One anchor for each NIC, on the side that looks at its bridge, in the order of the bridges so that lines do not cross. */
export function layoutAnchors(document: Document, boxes: ReadonlyMap<Id, Box>): ReadonlyMap<Id, readonly Anchor[]> {
  const portOf = new Map(document.hosts.flatMap((host) => host.ports.map((port) => [port.id, port] as const)));
  const anchors = new Map<Id, readonly Anchor[]>();
  const add = (id: Id, ports: readonly Id[]) => {
    const node = boxes.get(id);
    if (!node) return;
    const records = ports.map((port) => portOf.get(port));
    const inputs = records.flatMap((record) => [record, record && boxes.get(record.bridge)]);
    const make = () => {
      const ends = records.map((record, index) => {
        const room = socketWidth(record?.name ?? '') + LEAST_CABLE;
        return { id: `${id}:${index}`, towards: record && boxes.get(record.bridge), room };
      });
      return anchorsOf(node, ends);
    };
    anchors.set(id, memory.put(id, [node, ...inputs], make));
  };
  for (const guest of document.guests)
    add(
      guest.id,
      guest.nics.map((nic) => nic.port),
    );
  for (const external of document.externals) add(external.id, external.port === undefined ? [] : [external.port]);
  memory.end();
  return anchors;
}

function anchorsOf(
  node: Box,
  ends: readonly { id: string; towards: Box | undefined; room: number }[],
): readonly Anchor[] {
  const sides = new Map<Side, { id: string; at: number }[]>();
  for (const { id, towards, room } of ends) {
    const side = towards ? sideTowards(node, towards, room) : 'top';
    const centre = towards ? centreOf(towards) : centreOf(node);
    const list = sides.get(side) ?? [];
    list.push({ id, at: side === 'top' || side === 'bottom' ? centre.x : centre.y });
    sides.set(side, list);
  }
  return [...sides].flatMap(([side, list]) => {
    list.sort((a, b) => a.at - b.at);
    return list.map(({ id }, index) => ({ id, side, ...pointOn(node, side, (index + 1) / (list.length + 1)) }));
  });
}

function pointOn(node: Box, side: Side, share: number): { x: number; y: number } {
  if (side === 'top') return { x: node.width * share, y: 0 };
  if (side === 'bottom') return { x: node.width * share, y: node.height };
  if (side === 'left') return { x: 0, y: node.height * share };
  return { x: node.width, y: node.height * share };
}
