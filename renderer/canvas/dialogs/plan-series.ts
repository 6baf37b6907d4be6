import { checkDocument } from '../../../shared/compiler/check/check-document.ts';
import type { Document, Id } from '../../../shared/document/document.ts';
import { addGuests, seriesSize } from '../../../shared/document/edits/add-guests.ts';
import { expandPattern } from '../../../shared/document/edits/expand-pattern.ts';
import type { Finding } from '../../../shared/document/finding.ts';
import { recordIndex } from '../../../shared/document/record-index.ts';
import { freePlace } from '../../layout/free-place.ts';
import { placeObjects } from '../../layout/place-objects.ts';

/** What stands in the dialog's fields. */
export interface SeriesWish {
  readonly bridge: Id;
  readonly pattern: string;
  readonly ports: string;
  readonly addresses: string;
  readonly mac: string;
}

interface SeriesRow {
  readonly id: Id;
  readonly name: string;
  readonly port: string;
  readonly mac: string;
  readonly addresses: string;
}

export interface SeriesPlan {
  readonly document: Document;
  readonly rows: readonly SeriesRow[];
  /** Why nothing can be made. */
  readonly problem?: string;
  /** What `check` would have to say about the new guests. */
  readonly findings: readonly Finding[];
}

const BELOW = 110;

/** What a series of guests would make, before it is made. */
export function planSeries(document: Document, wish: SeriesWish): SeriesPlan {
  const { bridge, pattern, ports, addresses, mac } = wish;
  const names = expandPattern(pattern).names ?? [];
  const list = addresses.split(/[\s,;]+/).filter((text) => text !== '');
  const added = addGuests(document, bridge, {
    pattern,
    ...(ports.trim() === '' ? {} : { ports: countedLike(ports.trim(), names.length) }),
    ...(list.length === 0 ? {} : { addresses: list }),
    ...(mac.trim() === '' ? {} : { mac }),
    at: placeFor(document, bridge, names.length),
  });
  if (added.problem !== undefined) return { document, rows: [], problem: added.problem, findings: [] };
  return {
    document: added.document,
    rows: rowsOf(added.document, added.ids),
    findings: newFindings(document, added.document),
  };
}

/** `vnet` means `vnet{1..20}` when there are twenty guests. */
function countedLike(ports: string, count: number): string {
  return ports.includes('{') || count < 2 ? ports : `${ports}{1..${count}}`;
}

function placeFor(document: Document, bridge: Id, count: number) {
  const places = placeObjects(document);
  const bar = places.get(bridge);
  const groups = new Set(document.groups.map(({ id }) => id));
  const taken = [...places].filter(([id]) => !groups.has(id)).map(([, box]) => box);
  const { x, y, height } = bar ?? { x: 0, y: 0, height: 0 };
  return freePlace({ x, y: y + height + BELOW, ...seriesSize(Math.max(1, count)) }, taken);
}

function rowsOf(document: Document, ids: readonly Id[]): readonly SeriesRow[] {
  const index = recordIndex(document);
  return ids.flatMap((id) => {
    const entry = index.get(id);
    if (entry?.kind !== 'guest') return [];
    const [nic] = entry.record.nics;
    const port = index.get(nic?.port ?? '')?.record.name ?? '';
    return [{ id, name: entry.record.name, port, mac: nic?.mac ?? '', addresses: nic?.addresses.join(', ') ?? '' }];
  });
}

function newFindings(before: Document, after: Document): readonly Finding[] {
  const key = ({ code, message }: Finding) => `${code} ${message}`;
  const known = new Set(checkDocument(before).map(key));
  return checkDocument(after).filter((finding) => !known.has(key(finding)));
}
