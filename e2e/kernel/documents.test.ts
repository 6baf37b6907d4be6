import { describe, expect, it } from 'vitest';
import type { Document } from '../../shared/document/document.ts';
import type { DrawnNic } from '../world/drawn-network.ts';
import type { StageReport } from '../world/prove-world.ts';
import { DOCUMENTS, SHIPPED } from './documents.ts';
import { proveDocument } from './prove-document.ts';
import { acceptingEverything, withoutLayer2, withoutTracking } from './variants.ts';

/** A proof that sent nothing proves nothing; which further stages there are depends on what is drawn. */
const EVERY_DOCUMENT_HAS = ['first packets', 'replies', 'hijacked', 'forged', 'redirected', 'flooded', 'strangers'];

function expectProof(stages: readonly StageReport[]): void {
  for (const stage of EVERY_DOCUMENT_HAS) {
    expect(stages.find((each) => each.stage === stage)?.sent, stage).toBeGreaterThan(0);
  }
  const accepted = stages[0]?.probes.filter((probe) => probe.required.length > 0) ?? [];
  expect(accepted.length, 'packets that the rules let through').toBeGreaterThan(0);
  for (const { stage, wrong } of stages) expect(wrong, stage).toEqual([]);
}

describe.each(DOCUMENTS)('%s holds the invariants', (_name, document) => {
  it('as drawn, in style restore', async () => {
    expectProof(await proveDocument(document, 'restore'));
  });

  it('by the packet filter alone, in style commands', async () => {
    expectProof(await proveDocument(withoutLayer2(document), 'commands'));
  });

  it('by the denials alone, with a policy that accepts everything, in profile scaled', async () => {
    expectProof(await proveDocument(withoutLayer2(acceptingEverything(document)), 'restore', 'scaled'));
  });

  it('without connection tracking, in profile scaled', async () => {
    expectProof(await proveDocument(withoutTracking(document), 'commands', 'scaled'));
  });
});

const PROVED = new Set(DOCUMENTS.map(([, document]) => JSON.stringify(document)));
/** Where there is no bridge, nobody is drawn who could send a frame. */
const WITH_BRIDGES = SHIPPED.filter(([, { hosts }]) => hosts.some(({ bridges }) => bridges.length > 0));
const OTHERS = WITH_BRIDGES.filter(([, document]) => !PROVED.has(JSON.stringify(document)));

describe.each(OTHERS)('%s, which we ship, holds the invariants', (_name, document) => {
  const speaks = someOf(document);

  it('as drawn, in style restore', async () => {
    expectProof(await proveDocument(document, 'restore', 'readable', speaks));
  });

  it('by the packet filter alone, in style commands and profile scaled', async () => {
    expectProof(await proveDocument(withoutLayer2(document), 'commands', 'scaled', speaks));
  });
});

/** Probes grow with the cube of the stations: of many guests every sixth speaks, to and from whoever is no guest as well. */
function someOf({ guests }: Document): (nic: DrawnNic) => boolean {
  const chosen = new Set(guests.filter((_, index) => guests.length < 12 || index % 6 === 0).map(({ id }) => id));
  return ({ kind, station }) => kind !== 'guest' || chosen.has(station);
}
