import type * as z from 'zod';
import type { Document } from './document.ts';
import type { documentSchema } from './schema.ts';

type Parsed = z.output<typeof documentSchema>;

/** The fields that a type names, without the index signature that a loose object brings. */
type NamedKeys<T> = keyof { [K in keyof T as string extends K ? never : K]: T[K] };

/** The paths of all named fields, with `[]` for the elements of a list and `{}` for the values of a record. */
type FieldPaths<T> = T extends readonly (infer Element)[]
  ? `[]${FieldPaths<Element>}`
  : T extends object
    ? NamedKeys<T> extends never
      ? `{}${FieldPaths<T[keyof T]>}`
      : { [K in NamedKeys<T> & string]: `.${K}` | `.${K}${FieldPaths<NonNullable<T[K]>>}` }[NamedKeys<T> & string]
    : '';

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

/** Does not compile when the schema lets a value through that is not a `Document`. */
export function asDocument(parsed: Parsed): Document {
  return parsed;
}

/** Does not compile when a field stands in only one of the schema and the `Document` interface. */
export const SCHEMA_NAMES_THE_SAME_FIELDS: Same<FieldPaths<Parsed>, FieldPaths<Document>> = true;
