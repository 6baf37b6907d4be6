/**
 * Changes to immutable values that give back the *identical* object when nothing changes. Undo, memoised drawing and the
 * compiler's caches all go by identity, so an edit may not rebuild what it leaves alone.
 */

/** `list.map`, or the list itself when every element stayed the same. */
export function mapSame<T>(list: readonly T[], change: (element: T, index: number) => T): readonly T[] {
  let changed = false;
  const mapped = list.map((element, index) => {
    const after = change(element, index);
    if (after !== element) changed = true;
    return after;
  });
  return changed ? mapped : list;
}

/** `list.filter`, or the list itself when every element stays. */
export function filterSame<T>(list: readonly T[], keep: (element: T) => boolean): readonly T[] {
  const kept = list.filter(keep);
  return kept.length === list.length ? list : kept;
}

/** New values for some fields; `undefined` takes a field away. */
export type Patch<T> = { readonly [K in keyof T]?: T[K] | undefined };

/** The record with the patch applied, or the record itself when the patch says nothing new. */
export function patchSame<T extends object>(record: T, patch: Patch<T>): T {
  const changes = Object.entries(patch).filter(([key, value]) => !sameValue(record[key as keyof T], value));
  if (changes.length === 0) return record;
  const result: Record<string, unknown> = Object.fromEntries(Object.entries(record));
  for (const [key, value] of changes) {
    if (value === undefined) delete result[key];
    else result[key] = value;
  }
  return result as T;
}

/** Equal as JSON values. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const aKeys = Object.keys(a);
  if (aKeys.length !== Object.keys(b).length) return false;
  return aKeys.every((key) => Object.hasOwn(b, key) && sameValue(a[key as keyof typeof a], b[key as keyof typeof b]));
}
