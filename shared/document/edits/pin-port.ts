import type { Document, Id, PortView } from '../document.ts';
import { patchSame } from '../keep-identity.ts';
import { findRecord } from '../record-index.ts';
import { withList } from './update-record.ts';

/** Puts the socket of a port on a place of its bridge's edge; without a place it slides by itself again. */
export function pinPort(document: Document, port: Id, place: PortView | undefined): Document {
  const before = document.view?.ports;
  const old = before !== undefined && Object.hasOwn(before, port) ? before[port] : undefined;
  if (place === undefined) {
    if (old === undefined) return document;
    const { [port]: _, ...rest } = before ?? {};
    const ports = Object.keys(rest).length === 0 ? undefined : rest;
    return { ...document, view: patchSame({ ...document.view }, { ports }) };
  }
  if (findRecord(document, 'port', port) === undefined) return document;
  const now: PortView = { side: place.side, at: Math.round(place.at) };
  const pinned = old === undefined ? now : patchSame<PortView>(old, now);
  return pinned === old ? document : { ...document, view: { ...document.view, ports: { ...before, [port]: pinned } } };
}

/** Locks the positions of everything on the canvas, or unlocks them. */
export function lockPositions(document: Document, locked: boolean): Document {
  if ((document.view?.locked ?? false) === locked) return document;
  return withList(document, 'view', patchSame({ ...document.view }, { locked: locked ? true : undefined }));
}
