import type { CompiledHost, CompileResult, Listing } from '../../shared/compiler/result.ts';
import type { Id } from '../../shared/document/document.ts';
import type { Finding } from '../../shared/document/finding.ts';

/** UTF-8, in a buffer that is handed over and not copied. */
export type Bytes = Uint8Array<ArrayBuffer>;

export interface PackedListing {
  readonly text: Bytes;
  /** The number of each line's rule, `NO_RULE` for none. */
  readonly lines: Int32Array<ArrayBuffer>;
  /** For each line what it is about, as a place in the host's `ids`. */
  readonly objects: Uint32Array<ArrayBuffer>;
}

/** A compiled host as it crosses from the worker: texts and numbers in buffers, everything else as the bytes of its JSON. */
export interface PackedHost extends Pick<CompiledHost, 'host' | 'name' | 'hash'> {
  readonly rules: Bytes;
  /** Every list of ids that a line is about, once. */
  readonly ids: Bytes;
  readonly script: PackedListing;
  readonly listings: Readonly<Record<string, PackedListing>>;
  /** A file whose text is that of a listing has the very same bytes. */
  readonly files: readonly { readonly name: string; readonly mode: number; readonly text: Bytes }[];
}

export interface PackedResult {
  readonly hosts: readonly PackedHost[];
  readonly findings: readonly Finding[];
}

export const NO_RULE = -1;

/**
 * A result made ready for another thread, and the buffers to hand over with it. The scripts of thousands of guests are a hundred
 * megabytes: to read them all at once would hold up the key that is pressed just then.
 */
export function packResult({ hosts, findings }: CompileResult): { packed: PackedResult; transfer: ArrayBuffer[] } {
  const buffers = new Set<ArrayBuffer>();
  const packed = { hosts: hosts.map((host) => packHost(host, buffers)), findings };
  return { packed, transfer: [...buffers] };
}

function packHost(host: CompiledHost, buffers: Set<ArrayBuffer>): PackedHost {
  const encoder = new TextEncoder();
  const known = new Map<string, Bytes>();
  const bytes = (text: string): Bytes => {
    const before = known.get(text);
    if (before) return before;
    const encoded = encoder.encode(text);
    known.set(text, encoded);
    buffers.add(encoded.buffer);
    return encoded;
  };
  const ids = new ListTable();
  const listing = ({ text, lines, objects }: Listing): PackedListing => {
    const numbers = Int32Array.from(lines, (number) => number ?? NO_RULE);
    const about = Uint32Array.from(objects, (list) => ids.place(list));
    buffers.add(numbers.buffer).add(about.buffer);
    return { text: bytes(text), lines: numbers, objects: about };
  };
  const script = listing(host.script);
  const listings = Object.fromEntries(Object.entries(host.listings).map(([name, one]) => [name, listing(one)]));
  return {
    host: host.host,
    name: host.name,
    hash: host.hash,
    rules: bytes(JSON.stringify(host.rules)),
    script,
    listings,
    files: host.files.map(({ name, mode, text }) => ({ name, mode, text: bytes(text) })),
    ids: bytes(JSON.stringify(ids.lists)),
  };
}

/** Lists of ids, each once. Most lines are about nothing or one port, and many have the very list of another line. */
class ListTable {
  readonly lists: (readonly Id[])[] = [];
  readonly #same = new Map<readonly Id[], number>();
  readonly #single = new Map<Id, number>();
  readonly #others = new Map<string, number>();

  place(list: readonly Id[]): number {
    const known = this.#same.get(list);
    if (known !== undefined) return known;
    const [first, ...more] = list;
    const place =
      first !== undefined && more.length === 0
        ? this.#placeIn(this.#single, first, list)
        : this.#placeIn(this.#others, JSON.stringify(list), list);
    this.#same.set(list, place);
    return place;
  }

  #placeIn(places: Map<string, number>, key: string, list: readonly Id[]): number {
    const known = places.get(key);
    if (known !== undefined) return known;
    places.set(key, this.lists.length);
    return this.lists.push(list) - 1;
  }
}
