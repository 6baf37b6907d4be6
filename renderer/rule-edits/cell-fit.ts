import { KIND_WORDS, listWords } from '../../shared/document/describe.ts';
import type { Document, Id } from '../../shared/document/document.ts';
import { CELL_KINDS } from '../../shared/document/edits/rule-cells.ts';
import { recordIndex } from '../../shared/document/record-index.ts';
import type { IdentifiedKind } from '../../shared/document/record-kind.ts';
import { COLUMNS, type ColumnId, cellOf } from './columns.ts';

export interface Fit {
  /** The objects that may stand there. */
  readonly ids: readonly Id[];
  /** Why the others, or all, may not. */
  readonly why?: string;
}

/** Which of some objects fit into a column, and in a sentence why the others do not. */
export function fitInto(document: Document, column: ColumnId, ids: readonly Id[]): Fit {
  const cell = cellOf(column);
  const title = COLUMNS.find(({ id }) => id === column)?.title ?? column;
  if (cell === undefined) return { ids: [], why: `${title} takes no objects.` };
  const kinds: readonly IdentifiedKind[] = CELL_KINDS[cell];
  const index = recordIndex(document);
  const fitting: Id[] = [];
  let why: string | undefined;
  for (const id of ids) {
    const entry = index.get(id);
    if (entry === undefined) why ??= 'That object is no longer in the document.';
    else if (!kinds.includes(entry.kind)) why ??= misfit(entry.kind, entry.record.name, cell, title);
    else if (entry.kind === 'policy' && entry.record.kind === 'main') {
      why ??= `${entry.record.name} is a main policy, which runs by itself: a rule branches to a branch policy.`;
    } else fitting.push(id);
  }
  return { ids: fitting, ...(why === undefined ? {} : { why }) };
}

/** The columns that take at least one of the objects: those that light up while they are dragged. */
export function fittingColumns(document: Document, ids: readonly Id[]): readonly ColumnId[] {
  return COLUMNS.flatMap(({ id }) => (fitInto(document, id, ids).ids.length > 0 ? [id] : []));
}

function misfit(kind: IdentifiedKind, name: string, cell: keyof typeof CELL_KINDS, title: string): string {
  const what = `${KIND_WORDS[kind]} ${name}`;
  const sentence = what.slice(0, 1).toUpperCase() + what.slice(1);
  const takes =
    title === 'Action'
      ? 'a branch policy'
      : listWords(
          CELL_KINDS[cell].map((one) => KINDS_WORDS[one]),
          'and',
        );
  return `${sentence} does not fit into ${title}, which takes ${takes}.${HINTS[kind] ?? ''}`;
}

/** Where the kind belongs when people try the nearest thing. */
const HINTS: Partial<Record<IdentifiedKind, string>> = {
  bridge: ' A bridge is no end of a packet: take its ports, or the guests on it.',
};

const KINDS_WORDS: Readonly<Record<IdentifiedKind, string>> = {
  host: 'hosts',
  bridge: 'bridges',
  port: 'ports',
  interface: 'interfaces',
  guest: 'guests',
  external: 'externals',
  group: 'groups',
  address: 'addresses',
  service: 'services',
  user: 'users',
  interval: 'intervals',
  policy: 'policies',
};
