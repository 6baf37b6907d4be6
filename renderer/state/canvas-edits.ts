import type { Document, Id } from '../../shared/document/document.ts';
import { addNicPort, addTapPort } from '../../shared/document/edits/link-records.ts';
import { setMember } from '../../shared/document/edits/membership.ts';
import { lockPositions, pinPort } from '../../shared/document/edits/pin-port.ts';
import { removeRecords } from '../../shared/document/edits/remove-records.ts';
import { type NameScheme, tidyNames } from '../../shared/document/edits/tidy-names.ts';
import { updateRecord } from '../../shared/document/edits/update-record.ts';
import { askBefore } from './ask-to-delete.ts';
import { currentDocument, edit } from './document-store.ts';
import { notify } from './notice-store.ts';
import { countLabel } from './object-edits.ts';
import { findEntry, recordWords } from './records.ts';

/** Adds a port with nothing behind it to a bridge, and selects it. */
export function addFreePort(bridge: Id, kind: 'tap' | 'nic'): void {
  const before = currentDocument();
  const known = new Set(portsOf(before));
  const after = (kind === 'tap' ? addTapPort : addNicPort)(before, bridge);
  const word = kind === 'tap' ? 'tap' : 'NIC';
  edit(`Add ${word} port to ${recordWords(before, bridge)}`, () => after, {
    select: portsOf(after).filter((id) => !known.has(id)),
  });
}

function portsOf(document: Document): readonly Id[] {
  return document.hosts.flatMap(({ ports }) => ports.map(({ id }) => id));
}

/** Pulls the cables of guests and externals: a guest's ports go with its NICs, as deleting the ports would do. */
export function disconnect(ids: readonly Id[]): void {
  const label = countLabel('Disconnect', ids);
  const ports = ids.flatMap((id) => {
    const entry = findEntry(currentDocument(), id);
    return entry?.kind === 'guest' ? entry.record.nics.map(({ port }) => port) : [];
  });
  const pull = (document: Document) =>
    ids.reduce(
      (now, id) =>
        findEntry(now, id)?.kind === 'external' ? updateRecord(now, 'external', id, { port: undefined }) : now,
      removeRecords(document, ports),
    );
  askBefore(ports, { label, run: () => edit(label, pull) });
}

/** True when something stands behind a port that disconnecting would pull. */
export function isConnected(document: Document, id: Id): boolean {
  const entry = findEntry(document, id);
  if (entry?.kind === 'guest') return entry.record.nics.length > 0;
  return entry?.kind === 'external' && entry.record.port !== undefined;
}

export function tidy(scheme: NameScheme): void {
  const before = currentDocument();
  edit(scheme === 'guest' ? 'Name ports after their guests' : 'Number the ports', (document) =>
    tidyNames(document, scheme),
  );
  if (currentDocument() === before) notify('The names are tidy already.');
}

export function toggleLock(): void {
  const locked = currentDocument().view?.locked ?? false;
  edit(locked ? 'Unlock positions' : 'Lock positions', (document) => lockPositions(document, !locked));
}

/** Lets ports find their places on the edge by themselves again. */
export function unpin(ports: readonly Id[]): void {
  edit(countLabel('Let go of', ports), (document) => ports.reduce((now, id) => pinPort(now, id, undefined), document));
}

export function changeMembership(group: Id, ids: readonly Id[], present: boolean): void {
  const words = recordWords(currentDocument(), group);
  edit(`${countLabel(present ? 'Put' : 'Take', ids)} ${present ? 'into' : 'out of'} ${words}`, (document) =>
    ids.reduce((now, id) => setMember(now, group, id, present), document),
  );
}
