import { CopyPlus, Trash2 } from 'lucide-react';
import { IconButton } from '../controls/IconButton.tsx';
import { KIND_ICONS } from '../controls/kind-icons.ts';
import { askToDelete } from '../state/ask-to-delete.ts';
import { duplicateSelection } from '../state/clipboard.ts';
import { useDocument } from '../state/document-store.ts';
import { findEntry, kindTitle } from '../state/records.ts';
import { useSelection } from '../state/selection-store.ts';
import { RecordProperties } from './RecordProperties.tsx';
import { DocumentProperties } from './sections/DocumentProperties.tsx';
import { RulesHere } from './sections/RulesHere.tsx';
import { SeveralSelected } from './sections/SeveralSelected.tsx';
import { UsedIn } from './sections/UsedIn.tsx';

/** The properties of what is selected. */
export function Inspector() {
  const ids = useSelection((state) => state.ids);
  const [only] = ids;
  return (
    <aside className="pane inspector" aria-label="Inspector" data-region="inspector">
      {ids.length === 0 && <DocumentProperties />}
      {ids.length === 1 && only !== undefined && <OneSelected key={only} id={only} />}
      {ids.length > 1 && <SeveralSelected ids={ids} />}
    </aside>
  );
}

function OneSelected({ id }: { readonly id: string }) {
  const entry = useDocument((document) => findEntry(document, id));
  if (!entry) return <DocumentProperties />;
  const Icon = KIND_ICONS[entry.kind];
  return (
    <>
      <header className="inspector-head">
        <span className={`inspector-icon is-${entry.kind}`}>
          <Icon size={17} aria-hidden />
        </span>
        <span className="inspector-title">
          <span className="inspector-kind">{kindTitle(entry.kind)}</span>
          <h2>{entry.record.name}</h2>
        </span>
        {entry.kind !== 'port' && entry.kind !== 'interface' && (
          <IconButton label={`Duplicate ${entry.record.name}`} onPress={duplicateSelection}>
            <CopyPlus size={15} aria-hidden />
          </IconButton>
        )}
        <IconButton label={`Delete ${entry.record.name}`} onPress={() => askToDelete([id])}>
          <Trash2 size={15} aria-hidden />
        </IconButton>
      </header>
      <div className="inspector-body">
        <RecordProperties entry={entry} />
        <UsedIn id={id} kind={entry.kind} />
        <RulesHere id={id} />
      </div>
    </>
  );
}
