import { KIND_WORDS } from '../../shared/document/describe.ts';
import type { Document, Id } from '../../shared/document/document.ts';
import { addObject } from '../../shared/document/edits/add-records.ts';
import {
  addToCell,
  CELL_KINDS,
  type CellRef,
  cellIds,
  type RuleCell,
  ruleAt,
  takeFromCell,
} from '../../shared/document/edits/rule-cells.ts';
import { objectFromText, TYPED_EXAMPLES, type TypedObject } from '../../shared/document/object-from-text.ts';
import { allRecords, type RecordEntry } from '../../shared/document/record-index.ts';
import type { IdentifiedKind } from '../../shared/document/record-kind.ts';
import { STANDARD_ADDRESSES, STANDARD_SERVICES, serviceDetail } from '../../shared/document/standard-objects.ts';

export interface CellChoice {
  /** An object's id, or a word for one that the document has not yet. */
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly kind: IdentifiedKind;
  /** What is added to the document when it is chosen. */
  readonly make?: TypedObject;
}

/** The list that a new object typed into a cell goes into; a rule's ports and branches are not made by typing. */
const LISTS: Partial<Record<RuleCell, TypedObject['list']>> = {
  source: 'addresses',
  destination: 'addresses',
  service: 'services',
  user: 'users',
  interval: 'intervals',
};

/** What one may type in a cell to make a new object: an example. */
export function typedExample(cell: RuleCell): string | undefined {
  const list = LISTS[cell];
  return list && TYPED_EXAMPLES[list];
}

/** Everything that may stand in a cell, in the order of the document; standard objects that it has not yet come last. */
export function cellChoices(document: Document, cell: RuleCell): readonly CellChoice[] {
  const kinds: readonly IdentifiedKind[] = CELL_KINDS[cell];
  const several = document.hosts.length > 1;
  const own = [...allRecords(document)]
    .filter((entry) => kinds.includes(entry.kind) && (entry.kind !== 'policy' || entry.record.kind === 'branch'))
    .map((entry) => ({
      id: entry.record.id,
      label: entry.record.name,
      detail: detailOf(document, entry, several),
      kind: entry.kind,
    }));
  return [
    ...own.sort((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind)),
    ...standardChoices(document, LISTS[cell]),
  ];
}

/** The choices that have the words in their name or detail, those whose name begins so first; then what the words would make. */
export function findChoices(choices: readonly CellChoice[], cell: RuleCell, text: string): readonly CellChoice[] {
  const words = text.trim().toLowerCase();
  if (words === '') return choices;
  const rank = ({ label, detail }: CellChoice): number => {
    const name = label.toLowerCase();
    if (name === words) return 0;
    if (name.startsWith(words)) return 1;
    if (name.includes(words)) return 2;
    return detail.toLowerCase().includes(words) ? 3 : 4;
  };
  const hits = choices
    .map((choice) => ({ choice, at: rank(choice) }))
    .filter(({ at }) => at < 4)
    .sort((a, b) => a.at - b.at)
    .map(({ choice }) => choice);
  const list = LISTS[cell];
  const make = list && objectFromText(list, text);
  if (make === undefined || hits.some(({ label }) => label === make.record.name)) return hits;
  const kind = KIND_OF_LIST[make.list];
  const made: CellChoice = { id: 'typed', label: make.record.name, detail: `new ${KIND_WORDS[kind]}`, kind, make };
  return [...hits, made];
}

/** Puts a choice into a cell, or takes it out of it again when it is there. */
export function toggleChoice(document: Document, ref: CellRef, choice: CellChoice): Document {
  if (choice.make !== undefined) {
    const added = addTyped(document, choice.make);
    return addToCell(added.document, ref, [added.id]);
  }
  const rule = ruleAt(document, ref);
  const stands = rule !== undefined && cellIds(rule, ref.cell).includes(choice.id);
  return stands ? takeFromCell(document, ref, [choice.id]) : addToCell(document, ref, [choice.id]);
}

const KIND_OF_LIST = {
  addresses: 'address',
  services: 'service',
  users: 'user',
  intervals: 'interval',
} as const satisfies Record<TypedObject['list'], IdentifiedKind>;

function addTyped(document: Document, make: TypedObject): { readonly document: Document; readonly id: Id } {
  switch (make.list) {
    case 'addresses':
      return addObject(document, make.list, make.record);
    case 'services':
      return addObject(document, make.list, make.record);
    case 'users':
      return addObject(document, make.list, make.record);
    case 'intervals':
      return addObject(document, make.list, make.record);
  }
}

function standardChoices(document: Document, list: TypedObject['list'] | undefined): readonly CellChoice[] {
  if (list === 'services') {
    const names = new Set(document.services.map(({ name }) => name));
    return STANDARD_SERVICES.filter(({ name }) => !names.has(name)).map((record) => ({
      id: `standard:${record.name}`,
      label: record.name,
      detail: `${serviceDetail(record)} · standard`,
      kind: 'service',
      make: { list, record },
    }));
  }
  if (list !== 'addresses') return [];
  const names = new Set(document.addresses.map(({ name }) => name));
  return STANDARD_ADDRESSES.filter(({ name }) => !names.has(name)).map((record) => ({
    id: `standard:${record.name}`,
    label: record.name,
    detail: `${record.value} · standard`,
    kind: 'address',
    make: { list, record },
  }));
}

/** What tells objects of one kind apart: an address, what is behind a port. */
function detailOf(document: Document, entry: RecordEntry, several: boolean): string {
  const at = several && entry.host ? ` on ${entry.host.name}` : '';
  switch (entry.kind) {
    case 'guest':
      return `guest ${entry.record.nics[0]?.addresses[0] ?? ''}`.trim();
    case 'external':
      return `external ${entry.record.addresses[0] ?? ''}`.trim();
    case 'address':
      return entry.record.value;
    case 'service':
      return serviceDetail(entry.record);
    case 'user':
      return `uid ${entry.record.uid}`;
    case 'interval':
      return `${entry.record.days.length === 7 ? 'daily' : entry.record.days.join(' ')} ${entry.record.from}–${entry.record.to}`;
    case 'port': {
      const guest = document.guests.find(({ nics }) => nics.some(({ port }) => port === entry.record.id));
      return guest ? `port of ${guest.name}${at}` : `${entry.record.kind} port${at}`;
    }
    case 'interface':
      return `interface ${entry.record.addresses[0] ?? ''}`.trim() + at;
    default:
      return KIND_WORDS[entry.kind];
  }
}
