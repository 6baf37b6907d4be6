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
  const places = new Map<string, number>();
  const lists: (readonly Id[])[] = [];
  const place = (ids: readonly Id[]): number => {
    const key = JSON.stringify(ids);
    const before = places.get(key);
    if (before !== undefined) return before;
    places.set(key, lists.length);
    return lists.push(ids) - 1;
  };
  const listing = ({ text, lines, objects }: Listing): PackedListing => {
    const numbers = Int32Array.from(lines, (number) => number ?? NO_RULE);
    const about = Uint32Array.from(objects, place);
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
    ids: bytes(JSON.stringify(lists)),
  };
}
