import type { Document, Id } from '../../../shared/document/document.ts';
import { isFreePort } from '../../../shared/document/edits/link-records.ts';
import { findRecord } from '../../../shared/document/record-index.ts';
import { canvasOrder } from '../../layout/canvas-order.ts';
import { planLink } from '../../state/link-edits.ts';
import { findEntry, recordTitle } from '../../state/records.ts';

/** Something that a line may lead to. */
export interface LinkTarget {
  readonly id: Id;
  readonly title: string;
  /** What it would make: "Connect kali2 and virbr4". */
  readonly makes: string;
}

/** Everything a line from here could end at, in the order of the canvas; ports right after their bridges. */
export function linkTargets(document: Document, from: Id): readonly LinkTarget[] {
  const stops = canvasOrder(document).flatMap((id) => {
    const entry = findEntry(document, id);
    const ports = entry?.kind === 'bridge' ? (entry.host?.ports.filter(({ bridge }) => bridge === id) ?? []) : [];
    return [id, ...ports.filter((port) => worthNaming(document, from, port.id)).map((port) => port.id)];
  });
  return stops.flatMap((id) => {
    if (id === from) return [];
    const plan = planLink(document, from, id);
    return 'refusal' in plan ? [] : [{ id, title: recordTitle(document, id), makes: plan.label }];
  });
}

/** A line to a port that is in use makes a new port on its bridge: then the bridge is what one means. */
function worthNaming(document: Document, from: Id, port: Id): boolean {
  const shared = findEntry(document, from)?.kind === 'external' && findRecord(document, 'port', port)?.kind === 'nic';
  return shared || isFreePort(document, port);
}
