import { ADDRESS_BITS, type Address, formatAddress, parseAddress } from '../../net/address.ts';
import { isMulticastMac, parseMac } from '../../net/mac.ts';
import { INTERFACE_NAME_BYTES, isInterfaceName } from '../../net/names.ts';
import { describeRecord } from '../describe.ts';
import type { Document, Guest, Id, Port } from '../document.ts';
import { findRecord, hostOf, recordIndex } from '../record-index.ts';
import { expandPattern } from './expand-pattern.ts';
import { firstFree, freshAddress, freshId, freshLike, freshNumbered, interfaceNames, takenAddresses } from './fresh.ts';
import { guessNetwork } from './guess-network.ts';
import { type At, moveNodes } from './place-nodes.ts';
import { changeHost } from './update-record.ts';

export interface GuestSeries {
  /** Names of the guests: `kali{1..20}`, or `kali` with a count. */
  readonly pattern: string;
  readonly count?: number;
  /** Names of their tap ports: `vnet{1..20}`; without it `vk1`, `vk2`... whatever is free. */
  readonly ports?: string;
  /** The first address of each family; the others count up from it and leave out what is taken. */
  readonly addresses?: readonly string[];
  /** The first MAC; the others count up from it and leave out what is taken. */
  readonly mac?: string;
  /** Where the first one stands; the others follow in rows. */
  readonly at?: At;
}

export interface AddedGuests {
  readonly document: Document;
  /** The new guests; empty when there is a problem. */
  readonly ids: readonly Id[];
  /** Why nothing was added: a sentence that names the mend. */
  readonly problem?: string;
}

const COLUMN = 180;
const ROW = 124;
const LEAST_PER_ROW = 6;

/** How much of the canvas so many guests take: a few rows rather than a tower. */
export function seriesSize(count: number): { readonly width: number; readonly height: number } {
  const columns = Math.min(count, perRow(count));
  return { width: columns * COLUMN, height: Math.ceil(count / perRow(count)) * ROW };
}

function perRow(count: number): number {
  return Math.max(LEAST_PER_ROW, Math.ceil(Math.sqrt(count * 1.5)));
}

/**
 * Adds a series of guests with a tap port each on one bridge: all of them, or none and the reason. Without addresses each
 * gets a free IPv4 address of the bridge's network; an empty list of addresses gives none.
 */
export function addGuests(document: Document, bridge: Id, series: GuestSeries): AddedGuests {
  const refuse = (problem: string): AddedGuests => ({ document, ids: [], problem });
  const host = findRecord(document, 'bridge', bridge) && hostOf(document, bridge);
  if (host === undefined) return refuse('Guests are added to a bridge: select one first.');
  const wanted = expandPattern(series.pattern, series.count);
  if (wanted.problem !== undefined) return refuse(wanted.problem);
  const count = wanted.names.length;

  const usedNames = interfaceNames(host);
  const ports = series.ports === undefined ? freePorts(usedNames, count) : expandPattern(series.ports);
  if (ports.problem !== undefined) return refuse(ports.problem);
  if (ports.names.length !== count) {
    return refuse(
      `The pattern "${series.ports}" names ${ports.names.length} ports for ${count} guests: make them as many.`,
    );
  }
  const bad = ports.names.find((name) => !isInterfaceName(name));
  if (bad !== undefined) {
    return refuse(
      `"${bad}" cannot be the name of a port: take at most ${INTERFACE_NAME_BYTES} letters, digits, dots, dashes or underscores.`,
    );
  }
  const clash = ports.names.find((name) => usedNames.has(name));
  if (clash !== undefined) return refuse(`${describeRecord('host', host)} has an interface "${clash}" already.`);

  const addresses = addressesFor(document, bridge, series.addresses, count);
  if (typeof addresses === 'string') return refuse(addresses);
  const macs = macsFor(document, series.mac ?? '52:54:00:00:00:01', count);
  if (typeof macs === 'string') return refuse(macs);

  const takenNames = new Set(document.guests.map(({ name }) => name));
  const takenIds = new Set<Id>();
  const takeId = (name: string): Id => {
    const id = firstFree(freshId(document, name), (one) => takenIds.has(one) || recordIndex(document).has(one));
    takenIds.add(id);
    return id;
  };
  const newPorts: Port[] = [];
  const guests = wanted.names.map((wish, index): Guest => {
    const name = freshLike(takenNames, wish);
    takenNames.add(name);
    const portName = ports.names[index] ?? '';
    const port = takeId(portName);
    newPorts.push({ id: port, name: portName, kind: 'tap', bridge });
    return { id: takeId(name), name, nics: [{ port, mac: macs[index] ?? '', addresses: addresses[index] ?? [] }] };
  });
  const grown = changeHost({ ...document, guests: [...document.guests, ...guests] }, host.id, (one) => ({
    ...one,
    ports: [...one.ports, ...newPorts],
  }));
  const ids = guests.map(({ id }) => id);
  return { document: series.at === undefined ? grown : moveNodes(grown, inRows(ids, series.at)), ids };
}

function freePorts(used: ReadonlySet<string>, count: number): { readonly names: string[]; readonly problem?: never } {
  const names: string[] = [];
  const taken = new Set(used);
  for (let number = 0; number < count; number += 1) {
    const name = freshNumbered(taken, 'vk');
    taken.add(name);
    names.push(name);
  }
  return { names };
}

/** For each guest one address of each wanted family, or why that cannot be. */
function addressesFor(
  document: Document,
  bridge: Id,
  wanted: readonly string[] | undefined,
  count: number,
): readonly (readonly string[])[] | string {
  const taken = new Set(takenAddresses(document));
  if (wanted === undefined) {
    const network = guessNetwork(document, bridge);
    return Array.from({ length: count }, () => {
      const address = freshAddress(document, network, 10n, taken);
      if (address === undefined) return [];
      taken.add(address);
      return [address];
    });
  }
  const columns: string[][] = [];
  for (const text of wanted) {
    const first = parseAddress(text.trim());
    if (first === undefined) return `"${text}" is not an address: write it like 192.168.50.10 or fd00::10.`;
    const column = countUp(first, count, taken);
    if (column === undefined) return `There are not ${count} free addresses from ${text} on.`;
    columns.push(column);
  }
  return Array.from({ length: count }, (_, index) => columns.map((column) => column[index] ?? ''));
}

function countUp(first: Address, count: number, taken: Set<string>): string[] | undefined {
  const highest = (1n << BigInt(ADDRESS_BITS[first.family])) - 1n;
  const column: string[] = [];
  for (let { value } = first; column.length < count; value += 1n) {
    if (value > highest) return undefined;
    const text = formatAddress({ ...first, value });
    // No station has the network's own address or its broadcast: in nearly every network these end in .0 and .255.
    if (taken.has(text) || (first.family === 4 && [0n, 255n].includes(value & 255n))) continue;
    taken.add(text);
    column.push(text);
  }
  return column;
}

function macsFor(document: Document, wanted: string, count: number): readonly string[] | string {
  const first = parseMac(wanted.trim());
  if (first === undefined || isMulticastMac(first)) {
    return `"${wanted}" is not the MAC of one station: write it like 52:54:00:00:00:01.`;
  }
  const taken = new Set(document.guests.flatMap(({ nics }) => nics.map(({ mac }) => mac?.toLowerCase())));
  const macs: string[] = [];
  // Counting stays within the last three bytes: the first three name the maker.
  const block = first.slice(0, 9);
  for (let number = Number.parseInt(first.slice(9).replaceAll(':', ''), 16); macs.length < count; number += 1) {
    if (number > 0xffffff) return `There are not ${count} free MACs from ${first} on: begin with a lower one.`;
    const hex = number.toString(16).padStart(6, '0');
    const mac = `${block}${hex.slice(0, 2)}:${hex.slice(2, 4)}:${hex.slice(4)}`;
    if (!taken.has(mac)) macs.push(mac);
  }
  return macs;
}

function inRows(ids: readonly Id[], at: At): Readonly<Record<Id, At>> {
  const columns = perRow(ids.length);
  return Object.fromEntries(
    ids.map((id, index) => [id, { x: at.x + (index % columns) * COLUMN, y: at.y + Math.floor(index / columns) * ROW }]),
  );
}
