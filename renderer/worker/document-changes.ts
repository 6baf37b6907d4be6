/** One difference between two JSON values; `path` leads to it from the top. */
export type Change =
  | { readonly path: Path; readonly value: unknown }
  | { readonly path: Path; readonly removed: true }
  /** In a list: so many elements from there on give way to others. */
  | { readonly path: Path; readonly from: number; readonly gone: number; readonly put: readonly unknown[] };

type Path = readonly (string | number)[];

/**
 * What makes one value of the other. Goes by identity, as edits leave what they do not concern the very same: after a key press in
 * a name it looks at a few lists and one record, however large the document is.
 */
export function changesBetween(before: unknown, after: unknown, path: Path = []): readonly Change[] {
  if (before === after) return [];
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path);
  if (isRecord(before) && isRecord(after)) return recordChanges(before, after, path);
  return [{ path, value: after }];
}

/** The value with the changes made; what they do not concern stays the very same. */
export function withChanges<T>(value: T, changes: readonly Change[]): T {
  // The changes were found between two values of this type.
  return changes.reduce<unknown>((now, change) => changedAt(now, change, 0), value) as T;
}

function listChanges(before: readonly unknown[], after: readonly unknown[], path: Path): readonly Change[] {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (
    end < before.length - start &&
    end < after.length - start &&
    before[before.length - 1 - end] === after[after.length - 1 - end]
  )
    end += 1;
  const gone = before.slice(start, before.length - end);
  const put = after.slice(start, after.length - end);
  if (gone.length !== put.length) return [{ path, from: start, gone: gone.length, put }];
  return gone.flatMap((one, index) => changesBetween(one, put[index], [...path, start + index]));
}

function recordChanges(before: JsonRecord, after: JsonRecord, path: Path): readonly Change[] {
  const removed = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return [
    ...removed.map((key): Change => ({ path: [...path, key], removed: true })),
    ...Object.keys(after).flatMap((key): readonly Change[] =>
      Object.hasOwn(before, key)
        ? changesBetween(before[key], after[key], [...path, key])
        : [{ path: [...path, key], value: after[key] }],
    ),
  ];
}

function changedAt(value: unknown, change: Change, depth: number): unknown {
  if (depth === change.path.length) {
    if ('value' in change) return change.value;
    if ('put' in change && Array.isArray(value)) return value.toSpliced(change.from, change.gone, ...change.put);
    throw new Error(`The change at ${change.path.join('.')} does not fit its document.`);
  }
  const key = change.path[depth];
  if (Array.isArray(value) && typeof key === 'number') return value.with(key, changedAt(value[key], change, depth + 1));
  if (!isRecord(value) || typeof key !== 'string') {
    throw new Error(`The change at ${change.path.join('.')} does not fit its document.`);
  }
  const entries = new Map(Object.entries(value));
  if ('removed' in change && depth === change.path.length - 1) entries.delete(key);
  else entries.set(key, changedAt(entries.get(key), change, depth + 1));
  // Not by assignment: a key of a file may be called __proto__.
  return Object.fromEntries(entries);
}

type JsonRecord = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
