import type { Document, Id, Port, Protect } from '../../../shared/document/document.ts';
import { setFields } from '../../../shared/document/edits/set-fields.ts';
import { findRecord, hostOf } from '../../../shared/document/record-index.ts';
import type { Protection } from './protections.ts';

type Switch = Pick<Protection, 'key' | 'standard'>;

/** What a switch of a port says, where the drawing says nothing of it: for isolation, what the port's bridge asks of all its guests. */
function standardOf(document: Document, port: Port, { key, standard }: Switch): boolean {
  if (key !== ('isolated' satisfies keyof Protect)) return standard;
  const bridge = hostOf(document, port.id)?.bridges.find(({ id }) => id === port.bridge);
  return bridge?.hardening?.isolated ?? standard;
}

/** Whether a switch of a port is on. */
export function isProtected(document: Document, port: Port, protection: Switch): boolean {
  return port.protect?.[protection.key] ?? standardOf(document, port, protection);
}

/**
 * The document with a switch of these ports on or off. What is as usual at a port is not written down: the file says only what is
 * special about it.
 */
export function setProtected(document: Document, ids: readonly Id[], protection: Switch, on: boolean): Document {
  return ids.reduce((now, id) => {
    const port = findRecord(now, 'port', id);
    if (port === undefined) return now;
    const value = on === standardOf(now, port, protection) ? undefined : on;
    return setFields(now, [id], `protect.${protection.key}`, value);
  }, document);
}
