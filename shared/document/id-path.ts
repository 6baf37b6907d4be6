import type { Id } from './document.ts';
import { mapSame } from './keep-identity.ts';

/**
 * Paths such as `nics.*.port`: keys joined by dots, `*` for every element of a list. A path that leads nowhere (a field
 * that may be missing, and is) leads to no ids.
 */

/** The ids that stand at a path, each with its own field: `nics.0.port`. */
export function* idsAt(
  value: unknown,
  path: string,
  prefix = '',
): Generator<{ readonly field: string; readonly id: Id }> {
  const { key, rest } = split(path);
  if (key === '*') {
    if (!Array.isArray(value)) return;
    for (const [index, element] of value.entries()) yield* idsBelow(element, rest, `${prefix}${index}`);
  } else if (isObject(value) && Object.hasOwn(value, key)) {
    yield* idsBelow(value[key], rest, `${prefix}${key}`);
  }
}

/** Changes the ids at a path; `undefined` drops the element from its list, or the field. Keeps identity when nothing changes. */
export function mapIdsAt(value: unknown, path: string, change: (id: Id) => Id | undefined): unknown {
  const { key, rest } = split(path);
  const apply = (element: unknown): unknown =>
    rest === '' ? (typeof element === 'string' ? change(element) : element) : mapIdsAt(element, rest, change);
  if (key === '*') {
    if (!Array.isArray(value)) return value;
    const mapped = mapSame(value as readonly unknown[], apply);
    return mapped === value ? value : mapped.filter((element) => element !== undefined);
  }
  if (!isObject(value) || !Object.hasOwn(value, key)) return value;
  const after = apply(value[key]);
  if (after === value[key]) return value;
  const { [key]: _dropped, ...others } = value;
  return after === undefined ? others : { ...value, [key]: after };
}

function* idsBelow(
  value: unknown,
  rest: string,
  field: string,
): Generator<{ readonly field: string; readonly id: Id }> {
  if (rest !== '') yield* idsAt(value, rest, `${field}.`);
  else if (typeof value === 'string') yield { field, id: value };
}

function split(path: string): { readonly key: string; readonly rest: string } {
  const dot = path.indexOf('.');
  return dot < 0 ? { key: path, rest: '' } : { key: path.slice(0, dot), rest: path.slice(dot + 1) };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
