import { type Document, emptyDocument, type Guest, type Host } from '../../../shared/document/document.ts';
import { printDocument } from '../../../shared/document/print.ts';

const A_BRIDGE = 50;
const COLUMN = 170;
const PER_ROW = 25;
const BLOCK = { width: PER_ROW * COLUMN + 140, height: 2 * 124 + 320 };
const BLOCKS_A_ROW = 4;

/** One host with as many guests as wanted, fifty to a bridge, every bridge with its guests in rows below it. */
export function stationsDocument(stations: number): string {
  const count = Math.ceil(stations / A_BRIDGE);
  const guests: Guest[] = [];
  const bridges: Host['bridges'][number][] = [];
  const ports: Host['ports'][number][] = [];
  const nodes: Record<string, { x: number; y: number }> = { host: { x: -420, y: 0 } };
  for (let block = 0; block < count; block += 1) {
    const bridge = `br${block}`;
    const left = (block % BLOCKS_A_ROW) * BLOCK.width;
    const top = Math.floor(block / BLOCKS_A_ROW) * BLOCK.height;
    bridges.push({ id: bridge, name: bridge });
    nodes[bridge] = { x: left, y: top };
    for (let inside = 0; inside < A_BRIDGE && guests.length < stations; inside += 1) {
      const number = guests.length;
      const port = `tap${number}`;
      ports.push({ id: port, name: port, kind: 'tap', bridge });
      guests.push({
        id: `vm${number}`,
        name: `vm${number}`,
        nics: [{ port, mac: macOf(number), addresses: [`10.${block}.0.${inside + 10}`] }],
      });
      nodes[`vm${number}`] = {
        x: left + (inside % PER_ROW) * COLUMN,
        y: top + 190 + Math.floor(inside / PER_ROW) * 124,
      };
    }
  }
  const document: Document = {
    ...emptyDocument(`${stations} stations`),
    hosts: [{ id: 'host', name: 'host', role: 'hypervisor', bridges, ports, interfaces: [] }],
    guests,
    view: { nodes },
  };
  return printDocument(document);
}

function macOf(number: number): string {
  const hex = (number + 1).toString(16).padStart(6, '0');
  return `52:54:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`;
}
