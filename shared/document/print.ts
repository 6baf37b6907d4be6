import type * as z from 'zod';
import type { Document } from './document.ts';
import { documentSchema } from './schema.ts';

/** Columns that a record may fill before it is broken over several lines. */
const WIDTH = 120;

/**
 * The canonical text of a document: known fields in the order of the schema, unknown ones after them by name, two spaces
 * a level, small records on one line each. Equal documents print alike whatever the order of their keys was.
 */
export function printDocument(document: Document): string {
  return `${printValue(document, documentSchema, 0, 0)}\n`;
}

/** `reserved`: columns of the first line that are taken by the indentation, the key and a comma behind. */
function printValue(value: unknown, schema: z.ZodType | undefined, level: number, reserved: number): string {
  if (typeof value !== 'object' || value === null) return printScalar(value);
  const oneLine = isFlat(value) ? printFlat(value, schema) : undefined;
  if (oneLine !== undefined && reserved + oneLine.length <= WIDTH) return oneLine;
  const indent = '  '.repeat(level + 1);
  const element = (child: unknown, childSchema: z.ZodType | undefined, key: string): string =>
    `${indent}${key}${printValue(child, childSchema, level + 1, indent.length + key.length + 1)}`;
  const children = Array.isArray(value)
    ? value.map((child: unknown) => element(child, elementSchema(schema), ''))
    : orderedEntries(value, schema).map(([key, child, below]) => element(child, below, `${JSON.stringify(key)}: `));
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${children.join(',\n')}\n${'  '.repeat(level)}${close}`;
}

/** Scalars, lists of scalars, and records of nothing else: what may stand on one line. */
function isFlat(value: object): boolean {
  const isScalar = (child: unknown): boolean => typeof child !== 'object' || child === null;
  if (Array.isArray(value)) return value.every(isScalar);
  return Object.values(value).every((child) => isScalar(child) || (Array.isArray(child) && child.every(isScalar)));
}

function printFlat(value: object, schema: z.ZodType | undefined): string {
  if (Array.isArray(value)) return `[${value.map(printScalar).join(', ')}]`;
  const entries = orderedEntries(value, schema).map(([key, child]) => {
    const text = Array.isArray(child) ? printFlat(child, undefined) : printScalar(child);
    return `${JSON.stringify(key)}: ${text}`;
  });
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function printScalar(value: unknown): string {
  if (Object.is(value, -0)) return '-0';
  // JSON has no infinity, but 1e999 in an unknown field is read as one; written like this it is read so again.
  if (value === Number.POSITIVE_INFINITY) return '1e999';
  if (value === Number.NEGATIVE_INFINITY) return '-1e999';
  return JSON.stringify(value) ?? 'null';
}

function orderedEntries(value: object, schema: z.ZodType | undefined): [string, unknown, z.ZodType | undefined][] {
  const shape = shapeOf(schema);
  const known = Object.keys(shape).filter((key) => Object.hasOwn(value, key));
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(shape, key));
  const record = value as Readonly<Record<string, unknown>>;
  return [...known, ...unknown.sort()]
    .filter((key) => record[key] !== undefined)
    .map((key) => [key, record[key], Object.hasOwn(shape, key) ? shape[key] : valueSchema(schema)]);
}

type Definition = {
  readonly type: string;
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly valueType?: z.ZodType;
};

function definitionOf(schema: z.ZodType | undefined): Definition | undefined {
  const definition = schema?.def as Definition | undefined;
  return definition?.type === 'optional' ? definitionOf(definition.innerType) : definition;
}

function shapeOf(schema: z.ZodType | undefined): Readonly<Record<string, z.ZodType>> {
  return definitionOf(schema)?.shape ?? {};
}

function elementSchema(schema: z.ZodType | undefined): z.ZodType | undefined {
  return definitionOf(schema)?.element;
}

function valueSchema(schema: z.ZodType | undefined): z.ZodType | undefined {
  return definitionOf(schema)?.valueType;
}
