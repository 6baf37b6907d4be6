import type { Id } from '../../shared/document/document.ts';
import { useDocument } from '../state/document-store.ts';
import { useTopology } from '../state/drawn-document.ts';
import { findEntry } from '../state/records.ts';
import { SocketIcon } from './SocketIcon.tsx';

const WORDS = { guest: 'guest port', border: 'border port', unused: 'unused port' } as const;

/** The sign of a port as on the canvas: its shape says tap, veth or NIC, its colour what it leads to. */
export function PortIcon({ id }: { readonly id: Id }) {
  const kind = useDocument((document) => {
    const entry = findEntry(document, id);
    return entry?.kind === 'port' ? entry.record.kind : 'interface';
  });
  const role = useTopology().ports.get(id)?.role ?? 'border';
  return (
    <span
      className={`port-icon role-${role}`}
      title={kind === 'interface' ? 'host interface' : `${kind}, ${WORDS[role]}`}
    >
      <SocketIcon kind={kind} />
    </span>
  );
}
