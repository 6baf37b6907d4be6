import type { Id } from '../../../shared/document/document.ts';
import { KIND_ICONS } from '../../controls/kind-icons.ts';
import { PortIcon } from '../../controls/PortIcon.tsx';
import { canvasControls } from '../../state/canvas-controls.ts';
import { useDocument } from '../../state/document-store.ts';
import { findEntry, kindTitle } from '../../state/records.ts';
import { select } from '../../state/selection-store.ts';

/** Another record, as a way to it. */
export function RecordLink({ id, detail }: { readonly id: Id; readonly detail?: string | undefined }) {
  const entry = useDocument((document) => findEntry(document, id));
  if (!entry) return undefined;
  const Icon = KIND_ICONS[entry.kind];
  return (
    <button
      type="button"
      className="record-link"
      onClick={() => {
        select([id]);
        canvasControls()?.reveal([id]);
      }}
    >
      {entry.kind === 'port' || entry.kind === 'interface' ? <PortIcon id={id} /> : <Icon size={14} aria-hidden />}
      <span className="record-link-name">
        <span className="hidden-label">{kindTitle(entry.kind)} </span>
        {entry.record.name}
      </span>
      {detail && <span className="record-link-detail">{detail}</span>}
    </button>
  );
}
