import { ChevronRight, CircleAlert, Search, TriangleAlert, X } from 'lucide-react';
import { memo, type ReactElement, useMemo, useRef, useState } from 'react';
import {
  Button,
  Collection,
  Input,
  type Key,
  ListLayout,
  SearchField,
  type Selection,
  Tree,
  TreeItem,
  TreeItemContent,
  useDragAndDrop,
  Virtualizer,
} from 'react-aria-components';
import type { Document } from '../../shared/document/document.ts';
import { KIND_ICONS } from '../controls/kind-icons.ts';
import { PortIcon } from '../controls/PortIcon.tsx';
import { ObjectsMenu } from '../objects/ObjectsMenu.tsx';
import { canvasControls } from '../state/canvas-controls.ts';
import { currentDocument } from '../state/document-store.ts';
import { beginObjectDrag, OBJECTS_TYPE } from '../state/drag-objects.ts';
import { useDrawnDocument } from '../state/drawn-document.ts';
import { findEntry } from '../state/records.ts';
import { useResults } from '../state/results-store.ts';
import { select, useSelection } from '../state/selection-store.ts';
import { shareLines } from './share-lines.ts';
import { filterTree, type TreeLine, treeItems } from './tree-items.ts';

/** Everything in the document, as a tree with a filter. */
export function ObjectTree() {
  return <TreeOf document={useDrawnDocument()} />;
}

/** Left alone while the document that is shown stays the same. */
const TreeOf = memo(function TreeOf({ document }: { readonly document: Document }) {
  const selection = useSelection((state) => state.ids);
  const [filter, setFilter] = useState('');
  const [folded, setFolded] = useState<ReadonlySet<Key>>(new Set<Key>());
  const last = useRef<readonly TreeLine[]>([]);
  const all = useMemo(() => {
    last.current = shareLines(treeItems(document), last.current);
    return last.current;
  }, [document]);
  const lines = useMemo(() => filterTree(all, filter), [all, filter]);
  const many = countLines(lines) > MOST_RENDERED;
  const parents = useMemo(() => parentIds(lines), [lines]);
  const expanded = useMemo(() => parents.filter((id) => filter !== '' || !folded.has(id)), [parents, filter, folded]);
  const { dragAndDropHooks } = useDragAndDrop({
    getItems: (keys) => dragItems([...keys].map(String)),
  });
  const onSelectionChange = (keys: Selection) => {
    const ids = (keys === 'all' ? [] : [...keys].map(String)).filter((id) => !id.startsWith('heading:'));
    select(ids);
    canvasControls()?.reveal(ids);
  };
  return (
    <section className="objects" aria-label="Objects">
      <div className="pane-title-row">
        <h2 className="pane-title">Objects</h2>
        <ObjectsMenu />
      </div>
      <SearchField className="search-field" aria-label="Filter objects" value={filter} onChange={setFilter}>
        <Search size={14} aria-hidden />
        <Input placeholder="Filter" />
        <Button className="icon-button is-tiny" aria-label="Clear the filter">
          <X size={13} aria-hidden />
        </Button>
      </SearchField>
      <Rows many={many}>
        <Tree
          className={many ? 'tree is-long' : 'tree'}
          aria-label="Objects"
          items={lines}
          dragAndDropHooks={dragAndDropHooks}
          selectionMode="multiple"
          selectionBehavior="replace"
          selectedKeys={selection}
          onSelectionChange={onSelectionChange}
          expandedKeys={expanded}
          onExpandedChange={(keys) => setFolded(new Set(parents.filter((id) => !keys.has(id))))}
          renderEmptyState={() => (
            <p className="empty">{filter === '' ? 'What you draw is listed here.' : 'Nothing has that name.'}</p>
          )}
        >
          {(line) => <Line line={line} />}
        </Tree>
      </Rows>
    </section>
  );
});

/** Beyond this only the lines in sight are elements. */
const MOST_RENDERED = 200;
const LINE_HEIGHT = 25;

function Rows({ many, children }: { readonly many: boolean; readonly children: ReactElement }) {
  if (!many) return children;
  return (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: LINE_HEIGHT }}>
      {children}
    </Virtualizer>
  );
}

function countLines(lines: readonly TreeLine[]): number {
  return lines.reduce((sum, { children }) => sum + 1 + countLines(children), 0);
}

function Line({ line }: { readonly line: TreeLine }) {
  const Icon = line.kind === 'heading' ? undefined : KIND_ICONS[line.kind];
  return (
    <TreeItem
      id={line.id}
      textValue={line.name}
      className={line.kind === 'heading' ? 'tree-line is-heading' : 'tree-line'}
    >
      <TreeItemContent>
        {({ hasChildItems }) => (
          <>
            {hasChildItems ? (
              <Button slot="chevron" className="tree-chevron">
                <ChevronRight size={13} aria-hidden />
              </Button>
            ) : (
              <span className="tree-chevron" />
            )}
            {line.kind === 'port' || line.kind === 'interface' ? (
              <PortIcon id={line.id} />
            ) : (
              Icon && <Icon size={14} aria-hidden className={`tree-icon is-${line.kind}`} />
            )}
            <span className="tree-name">{line.name}</span>
            {line.detail && <span className="tree-detail">{line.detail}</span>}
            <Mark id={line.id} />
          </>
        )}
      </TreeItemContent>
      <Collection items={line.children}>{(child) => <Line line={child} />}</Collection>
    </TreeItem>
  );
}

function Mark({ id }: { readonly id: string }) {
  const mark = useResults((state) => state.marks.get(id));
  if (mark === 'error') return <CircleAlert size={13} className="tree-mark is-error" aria-label="has an error" />;
  if (mark === 'warning')
    return <TriangleAlert size={13} className="tree-mark is-warning" aria-label="has a warning" />;
  return undefined;
}

function parentIds(lines: readonly TreeLine[]): readonly string[] {
  return lines.flatMap((line) => (line.children.length > 0 ? [line.id, ...parentIds(line.children)] : []));
}

/** One item for all that are dragged: their ids for this window, and their names for other programs. */
function dragItems(keys: readonly string[]): { [type: string]: string }[] {
  const document = currentDocument();
  const entries = keys.flatMap((id) => findEntry(document, id) ?? []);
  if (entries.length === 0) return [];
  // The tree keeps the start of its drags to itself, so nobody else can hear what is dragged.
  beginObjectDrag(entries.map(({ record }) => record.id));
  return [
    {
      [OBJECTS_TYPE]: JSON.stringify(entries.map(({ record }) => record.id)),
      'text/plain': entries.map(({ record }) => record.name).join(', '),
    },
  ];
}
