import type { CompiledHost, CompileResult, Listing, NumberedRule } from '../../shared/compiler/result.ts';
import type { Id } from '../../shared/document/document.ts';
import { type Bytes, NO_RULE, type PackedHost, type PackedListing, type PackedResult } from './pack-result.ts';

/** The result of the worker. Each text, list of lines and list of rules is read when it is first asked for, and then kept. */
export function unpackResult({ hosts, findings }: PackedResult): CompileResult {
  return { hosts: hosts.map(unpackHost), findings };
}

function unpackHost({ host, name, hash, ...packed }: PackedHost): CompiledHost {
  const decoder = new TextDecoder();
  const texts = new Map<Bytes, () => string>();
  const text = (bytes: Bytes): (() => string) => {
    const known = texts.get(bytes) ?? once(() => decoder.decode(bytes));
    texts.set(bytes, known);
    return known;
  };
  const rules = once(() => JSON.parse(decoder.decode(packed.rules)) as readonly NumberedRule[]);
  const ids = once(() => JSON.parse(decoder.decode(packed.ids)) as readonly (readonly Id[])[]);
  const listing = (one: PackedListing) => unpackListing(one, text(one.text), ids);
  return {
    host,
    name,
    hash,
    get rules() {
      return rules();
    },
    script: listing(packed.script),
    listings: Object.fromEntries(Object.entries(packed.listings).map(([file, one]) => [file, listing(one)])),
    files: packed.files.map((file) => {
      const read = text(file.text);
      return {
        name: file.name,
        mode: file.mode,
        get text() {
          return read();
        },
      };
    }),
  };
}

const NOTHING: readonly Id[] = [];

function unpackListing(packed: PackedListing, text: () => string, ids: () => readonly (readonly Id[])[]): Listing {
  const lines = once(() => Array.from(packed.lines, (number) => (number === NO_RULE ? undefined : number)));
  const objects = once(() => {
    const lists = ids();
    return Array.from(packed.objects, (place) => lists[place] ?? NOTHING);
  });
  return {
    get text() {
      return text();
    },
    get lines() {
      return lines();
    },
    get objects() {
      return objects();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
