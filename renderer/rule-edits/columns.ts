import type { RuleCell } from '../../shared/document/edits/rule-cells.ts';

/** A column of the rule table. `least` is in pixels; what is left of the width is shared out by `share`. */
interface ColumnShape {
  readonly id: string;
  readonly title: string;
  readonly least: number;
  readonly share: number;
  /** The cell of a rule whose objects stand in this column. */
  readonly cell?: RuleCell;
}

/** Together the least widths fit beside both panels of a window 1280 wide. */
export const COLUMNS = [
  { id: 'number', title: 'Number', least: 88, share: 0 },
  { id: 'source', title: 'Source', least: 84, share: 3, cell: 'source' },
  { id: 'destination', title: 'Destination', least: 86, share: 3, cell: 'destination' },
  { id: 'service', title: 'Service', least: 98, share: 3, cell: 'service' },
  { id: 'ports', title: 'Ports', least: 64, share: 2, cell: 'ports' },
  { id: 'action', title: 'Action', least: 82, share: 1, cell: 'action' },
  { id: 'interval', title: 'When', least: 50, share: 2, cell: 'interval' },
  { id: 'user', title: 'User', least: 46, share: 1, cell: 'user' },
  { id: 'log', title: 'Log', least: 34, share: 0 },
  { id: 'comment', title: 'Comment', least: 118, share: 5 },
] as const satisfies readonly ColumnShape[];

export type ColumnId = (typeof COLUMNS)[number]['id'];
export type Widths = Readonly<Partial<Record<ColumnId, number>>>;

/** Narrower than this nothing can be read any more. */
export const NARROWEST = 30;

/** How wide each column is: those that were set by hand as they were set, the others share what is left of the room. */
export function columnWidths(room: number, set: Widths): readonly number[] {
  const free = COLUMNS.filter(({ id }) => set[id] === undefined);
  const taken = COLUMNS.reduce((sum, { id, least }) => sum + (set[id] ?? least), 0);
  const shares = free.reduce((sum, { share }) => sum + share, 0);
  const left = Math.max(0, room - taken);
  return COLUMNS.map(({ id, least, share }) => {
    const own = set[id];
    if (own !== undefined) return own;
    return least + (shares === 0 ? 0 : Math.floor((left * share) / shares));
  });
}

/** The cell of a rule that a column shows; `undefined` for its number, its log and its comment. */
export function cellOf(column: ColumnId): RuleCell | undefined {
  return CELLS.get(column);
}

const CELLS = new Map<ColumnId, RuleCell>(COLUMNS.flatMap((one) => ('cell' in one ? [[one.id, one.cell]] : [])));

/** What a cell is called in a sentence: "source", "ports". */
export function columnWord(column: ColumnId): string {
  return column === 'interval' ? 'times' : column === 'user' ? 'users' : column;
}

/** The column that a finding's field is about: `source.0`, `not.service`, `branch`. */
export function columnOfField(field: string | undefined): ColumnId {
  const [first, second] = (field ?? '').split('.');
  const key = first === 'not' ? second : first;
  if (key === 'branch' || key === 'state') return 'action';
  if (key === 'interfaces' || key === 'direction') return 'ports';
  return COLUMNS.find(({ id }) => id === key)?.id ?? 'number';
}
