import type { Document, Id } from '../../shared/document/document.ts';
import { attachmentsOf } from '../layout/attachments.ts';
import { findEntry } from './records.ts';

/** What hangs on an object: a bridge's machines, a host's bridges, a group's members, a machine's bridges, a port's other end. */
export function attachedTo(document: Document, id: Id): readonly Id[] {
  const entry = findEntry(document, id);
  const attachments = attachmentsOf(document);
  const bridgeOf = (port: Id) => {
    const found = findEntry(document, port);
    return found?.kind === 'port' ? [found.record.bridge] : [];
  };
  switch (entry?.kind) {
    case 'bridge': {
      const ports = entry.host?.ports.filter(({ bridge }) => bridge === id) ?? [];
      return unique(ports.flatMap((port) => attachments.get(port.id)?.node ?? []));
    }
    case 'host':
      return entry.record.bridges.map((bridge) => bridge.id);
    case 'group':
      return entry.record.members;
    case 'guest':
      return unique(entry.record.nics.flatMap(({ port }) => bridgeOf(port)));
    case 'external':
      return bridgeOf(entry.record.port ?? '');
    case 'port':
    case 'interface': {
      const { peer } = entry.record;
      const node = attachments.get(id)?.node;
      return peer !== undefined ? [peer] : node === undefined ? [] : [node];
    }
    default:
      return [];
  }
}

function unique(ids: readonly Id[]): readonly Id[] {
  return [...new Set(ids)];
}
