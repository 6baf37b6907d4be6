import { formatAddress, parseAddress } from '../../net/address.ts';
import { parseInterfaceAddress } from '../../net/interface-address.ts';
import { INTERFACE_NAME_BYTES } from '../../net/names.ts';
import type { AddressRange } from '../../net/range.ts';
import type { Document, Host, Id } from '../document.ts';
import { allRecords, recordIndex } from '../record-index.ts';

/**
 * Names, ids, MACs and addresses that nobody has yet. All are counted up from what is taken, never drawn at random: the
 * same edit of the same document gives the same result.
 */

/** A readable id made of a name: lower case, `-` for everything unusual; numbered when it is taken. */
export function freshId(document: Document, wish: string): Id {
  const slug = wish
    .toLowerCase()
    .replace(/[^a-z0-9_.]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const taken = recordIndex(document);
  return firstFree(slug === '' || slug === '__proto__' ? 'record' : slug, (id) => taken.has(id));
}

/** The first of `wish`, `wish-2`, `wish-3`... that is not taken. */
export function firstFree(wish: string, isTaken: (candidate: string) => boolean): string {
  if (!isTaken(wish)) return wish;
  for (let number = 2; ; number += 1) {
    if (!isTaken(`${wish}-${number}`)) return `${wish}-${number}`;
  }
}

/** The first of `stem1`, `stem2`... that is not taken. */
export function freshNumbered(taken: ReadonlySet<string>, stem: string, start = 1): string {
  for (let number = start; ; number += 1) {
    const name = `${stem}${number}`;
    if (!taken.has(name)) return name;
  }
}

/** The name itself when it is free, else counted up: `kali2` -> `kali3`, `web server` -> `web server2`. */
export function freshLike(taken: ReadonlySet<string>, name: string, longest = Number.POSITIVE_INFINITY): string {
  if (!taken.has(name)) return name;
  const [, stem = '', digits = ''] = /^(.*?)(\d{0,9})$/s.exec(name) ?? [];
  for (let number = digits === '' ? 2 : Number(digits) + 1; ; number += 1) {
    // A long name gives way at its end, so that the number stays within the kernel's limit.
    const next = `${stem.slice(0, Math.max(1, longest - String(number).length))}${number}`;
    if (!taken.has(next)) return next;
  }
}

/** `vethb1` and `vethb2`, else `vethb3` and `vethb4`...: the names of a new veth pair. */
export function freshPairNames(taken: ReadonlySet<string>, stem: string): readonly [string, string] {
  for (let number = 1; ; number += 2) {
    const pair = [`${stem}${number}`, `${stem}${number + 1}`] as const;
    if (!pair.some((name) => taken.has(name))) return pair;
  }
}

/** Interface names in use on a host: bridges, ports and interfaces share one name space in the kernel. */
export function interfaceNames(host: Host): ReadonlySet<string> {
  return new Set([...host.bridges, ...host.ports, ...host.interfaces].map(({ name }) => name));
}

/** A free interface name like the wish, within the kernel's length. */
export function freshInterfaceName(host: Host, wish: string): string {
  return freshLike(interfaceNames(host), wish, INTERFACE_NAME_BYTES);
}

/** The wish while no guest has it, else a free MAC of the block that KVM uses (52:54:00). */
export function freshMac(document: Document, wish?: string): string {
  const taken = new Set(document.guests.flatMap(({ nics }) => nics.map(({ mac }) => mac?.toLowerCase())));
  if (wish !== undefined && !taken.has(wish.toLowerCase())) return wish;
  for (let number = 1; ; number += 1) {
    const hex = number.toString(16).padStart(6, '0');
    const mac = `52:54:00:${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4, 6)}`;
    if (!taken.has(mac)) return mac;
  }
}

/** How many addresses are tried before a network counts as full. */
const MOST_CANDIDATES = 70_000n;

/** A free address of a network; guests start at `.10`, which leaves the first ones to routers and hosts. */
export function freshAddress(
  document: Document,
  network: AddressRange,
  start = 10n,
  taken: ReadonlySet<string> = takenAddresses(document),
): string | undefined {
  const { family } = network;
  const lastUsable = family === 4 && network.last - network.first > 1n ? network.last - 1n : network.last;
  for (const from of [start, 1n]) {
    for (
      let value = network.first + from;
      value <= lastUsable && value - network.first < MOST_CANDIDATES;
      value += 1n
    ) {
      const text = formatAddress({ family, value });
      if (!taken.has(text)) return text;
    }
  }
  return undefined;
}

/** Every single address that a guest, external or host interface has, in its one spelling. */
export function takenAddresses(document: Document): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const entry of allRecords(document)) {
    for (const text of addressTexts(entry)) {
      const address = parseAddress(text) ?? parseInterfaceAddress(text)?.address;
      if (address !== undefined) taken.add(formatAddress(address));
    }
  }
  return taken;
}

function addressTexts(entry: ReturnType<typeof allRecords> extends Generator<infer E> ? E : never): readonly string[] {
  if (entry.kind === 'guest') return entry.record.nics.flatMap(({ addresses }) => addresses);
  if (entry.kind === 'external' || entry.kind === 'interface') return entry.record.addresses;
  return [];
}
