import { idsOf } from '../document.arbitraries.ts';
import type { Document, Guest, Id } from '../document.ts';
import type { RuleRef } from '../finding.ts';
import { addFromLibrary } from './add-from-library.ts';
import { addGuests } from './add-guests.ts';
import { addBridge, addExternal, addGroup, addGuest, addHost, addObject } from './add-records.ts';
import { changeMemberships } from './change-memberships.ts';
import { copyRecords } from './clipboard.ts';
import { giveMacs } from './give-macs.ts';
import { updateNic } from './guest-nics.ts';
import { addInterface, setBridgeAddresses, setPeer } from './host-interfaces.ts';
import {
  addNicPort,
  addTapPort,
  isFreePort,
  linkBridges,
  linkExternal,
  linkExternalToPort,
  linkGuest,
  linkGuestToPort,
  linkHost,
  linkPorts,
  linkPortToBridge,
} from './link-records.ts';
import { setMember } from './membership.ts';
import { movePort } from './move-port.ts';
import { pasteRecords } from './paste-records.ts';
import { pasteRules } from './paste-rules.ts';
import { lockPositions, pinPort } from './pin-port.ts';
import { moveNodes, placeAt } from './place-nodes.ts';
import { addPolicy, addRule, duplicateRule, removeRules, updateRule } from './policy-edits.ts';
import { removeRecords } from './remove-records.ts';
import { withoutElement, withoutRuleEntry } from './remove-reference.ts';
import { replaceReferences } from './replace-references.ts';
import {
  addToCell,
  CELL_KINDS,
  type CellRef,
  cellIds,
  clearCell,
  moveToCell,
  negateCell,
  type RuleCell,
  setCell,
  takeFromCell,
} from './rule-cells.ts';
import { labelRules } from './rule-labels.ts';
import { setFields } from './set-fields.ts';
import { tidyNames } from './tidy-names.ts';
import { copyRulesTo, moveRulesTo, swapEnds } from './transfer-rules.ts';
import { unusedRecords } from './unused-records.ts';
import { renameRecord, updateDocument, updateRecord } from './update-record.ts';

/** An edit with its arguments drawn from two numbers; `pick` gives the id of any record, or of none. */
export type Edit = (document: Document, pick: (n: number) => Id, n: number, m: number) => Document;

const ref = (pick: (n: number) => Id, n: number, m: number): RuleRef => ({ policy: pick(n), rule: `r${m % 4}` });

const CELLS = Object.keys(CELL_KINDS) as RuleCell[];
const cell = (pick: (n: number) => Id, n: number, m: number): CellRef => ({
  ...ref(pick, n, m),
  cell: CELLS[(n + m) % CELLS.length] ?? 'source',
});

const hasNoMac = ({ nics }: Guest): boolean => nics.some(({ mac }) => mac === undefined);

/** A cell with something in it, and one thing in it: by chance alone an edit that takes out would hardly ever find any. */
function entry(document: Document, n: number, m: number): { readonly at: CellRef; readonly id: Id } | undefined {
  const entries = document.policies.flatMap((policy) =>
    policy.rules.flatMap((rule) =>
      CELLS.flatMap((each) =>
        cellIds(rule, each).map((id) => ({ at: { policy: policy.id, rule: rule.id, cell: each }, id })),
      ),
    ),
  );
  return entries[(n * 31 + m) % Math.max(1, entries.length)];
}

/** Every edit, on ids picked at random: also on ids of the wrong kind, which must change nothing or nothing badly. */
export const EDITS = {
  addHost: (document) => addHost(document, 'hypervisor', { x: 1, y: 2 }).document,
  addBridge: (document, pick, n) => addBridge(document, pick(n), { x: 1, y: 2 }).document,
  addGuest: (document) => addGuest(document).document,
  addExternal: (document) => addExternal(document).document,
  addGroup: (document) => addGroup(document).document,
  addObject: (document) => addObject(document, 'users', { name: 'Jöe @ home', uid: 7 }).document,
  addGuests: (document, pick, n, m) =>
    addGuests(document, pick(n), {
      pattern: `vm{1..${1 + (m % 4)}}`,
      ...(m % 2 === 0 ? {} : { addresses: ['10.20.0.1', 'fd00::1'] }),
      ...(m % 3 === 0 ? {} : { at: { x: 3, y: 4 } }),
    }).document,
  addFromLibrary: (document, _pick, n, m) =>
    addFromLibrary(document, [['SSH', 'HTTP', 'nobody'][(n + m) % 3] ?? 'SSH']).document,
  // By chance alone hardly any guest would be picked that has none.
  giveMacs: (document, pick, n, m) =>
    giveMacs(document, [
      pick(n),
      pick(m),
      ...document.guests
        .filter(hasNoMac)
        .map(({ id }) => id)
        .slice(0, m % 3),
    ]),
  linkBridges: (document, pick, n, m) => linkBridges(document, pick(n), pick(m)),
  linkPorts: (document, pick, n, m) => {
    const port = freePort(document, pick);
    return n % 2 === 0 ? linkPorts(document, pick(n), pick(m)) : linkPorts(document, port(n), port(m));
  },
  linkPortToBridge: (document, pick, n, m) => linkPortToBridge(document, freePort(document, pick)(n), pick(m)),
  linkHost: (document, pick, n, m) => linkHost(document, pick(n), pick(m)),
  linkGuest: (document, pick, n, m) => linkGuest(document, pick(n), pick(m)),
  linkGuestToPort: (document, pick, n, m) =>
    linkGuestToPort(document, pick(n), n % 2 === 0 ? pick(m) : freePort(document, pick)(m)),
  addNicPort: (document, pick, n) => addNicPort(document, pick(n)),
  addTapPort: (document, pick, n) => addTapPort(document, pick(n)),
  linkExternal: (document, pick, n, m) => linkExternal(document, pick(n), pick(m)),
  linkExternalToPort: (document, pick, n, m) => linkExternalToPort(document, pick(n), pick(m)),
  addInterface: (document, pick, n) => addInterface(document, pick(n)),
  setBridgeAddresses: (document, pick, n, m) =>
    setBridgeAddresses(document, pick(n), m % 2 === 0 ? [] : ['10.3.3.1/24']),
  // On one host, as the inspector offers it.
  setPeer: (document, pick, n, m) => setPeer(document, pick(n), m % 3 === 0 ? undefined : nextEnd(document, pick(n))),
  setMember: (document, pick, n, m) => setMember(document, pick(n), pick(m), (n + m) % 3 > 0),
  changeMemberships: (document, pick, n, m) =>
    changeMemberships(document, [{ group: pick(n), join: [pick(m), pick(n + 1)], leave: [pick(m + 1)] }]),
  movePort: (document, pick, n, m) => movePort(document, pick(n), pick(m)),
  pinPort: (document, pick, n, m) =>
    pinPort(document, pick(n), m % 4 === 0 ? undefined : { side: m % 2 === 0 ? 'top' : 'left', at: n + 0.4 }),
  lockPositions: (document, _pick, n) => lockPositions(document, n % 2 === 0),
  moveNodes: (document, pick, n, m) => moveNodes(document, { [pick(n)]: { x: n, y: m } }),
  placeAt: (document, pick, n, m) => placeAt(document, pick(n), { x: m, y: n }),
  renameRecord: (document, pick, n) => renameRecord(document, pick(n), 'other name'),
  updateRecord: (document, pick, n, m) => updateRecord(document, 'bridge', pick(n), { ageing: m % 3 }),
  setFields: (document, _pick, n, m) =>
    setFields(
      document,
      document.hosts.flatMap(({ ports }) => ports.map(({ id }) => id)).slice(n % 3),
      'protect.arp',
      m % 3 === 0 ? undefined : m % 3 === 1,
    ),
  updateDocument: (document, _pick, n) => updateDocument(document, { name: `plan ${n % 3}` }),
  updateNic: (document, pick, n, m) =>
    updateNic(document, pick(n), m % 2, m % 3 === 0 ? { mac: undefined } : { routes: ['10.4.0.0/16'] }),
  addPolicy: (document, pick, n, m) => addPolicy(document, m % 2 === 0 ? 'main' : 'branch', pick(n)).document,
  addRule: (document, pick, n, m) => addRule(document, pick(n), m % 5).document,
  pasteRules: (document, pick, n, m) =>
    pasteRules(document, document.policies[n % 2]?.id ?? pick(n), m % 4, [
      {
        id: 'r',
        action: 'accept',
        source: ['gone', ...document.guests.slice(0, 1).map(({ id }) => id)],
        service: ['gone'],
      },
    ]).document,
  updateRule: (document, pick, n, m) => updateRule(document, ref(pick, n, m), { comment: 'x' }),
  duplicateRule: (document, pick, n, m) => duplicateRule(document, ref(pick, n, m)).document,
  removeRules: (document, pick, n, m) => removeRules(document, [ref(pick, n, m)]),
  moveRulesTo: (document, pick, n, m) =>
    moveRulesTo(document, [ref(pick, n, m), ref(pick, n, m + 1)], pick(m), n % 5).document,
  copyRulesTo: (document, pick, n, m) => copyRulesTo(document, [ref(pick, n, m)], pick(m)).document,
  swapEnds: (document, pick, n, m) => swapEnds(document, ref(pick, n, m)),
  labelRules: (document, pick, n, m) =>
    labelRules(document, [ref(pick, n, m)], m % 2 === 0 ? { group: 'Mail', color: 'green' } : { group: undefined }),
  setCell: (document, pick, n, m) => setCell(document, cell(pick, n, m), [pick(m), pick(n + 1)]),
  addToCell: (document, pick, n, m) => addToCell(document, cell(pick, n, m), [pick(m), pick(m + 1)]),
  takeFromCell: (document, pick, n, m) => {
    const found = m % 3 === 0 ? undefined : entry(document, n, m);
    return takeFromCell(document, found?.at ?? cell(pick, n, m), [found?.id ?? pick(m)]);
  },
  clearCell: (document, pick, n, m) => clearCell(document, cell(pick, n, m)),
  negateCell: (document, pick, n, m) => negateCell(document, cell(pick, n, m), m % 2 === 0),
  moveToCell: (document, pick, n, m) =>
    moveToCell(document, cell(pick, n, m), cell(pick, n, m + 1), [pick(m)], n % 2 === 0),
  withoutElement: (document, pick, n, m) => withoutElement(document, pick(n), `members.${m % 3}`),
  withoutRuleEntry: (document, pick, n, m) => withoutRuleEntry(document, ref(pick, n, m), `source.${n % 2}`),
  pasteRecords: (document, pick, n, m) => pasteRecords(document, copyRecords(document, [pick(n), pick(m)])).document,
  replaceReferences: (document, pick, n, m) => replaceReferences(document, pick(n), pick(m)).document,
  tidyNames: (document, pick, n, m) =>
    tidyNames(document, m % 2 === 0 ? 'numbered' : 'guest', n % 2 === 0 ? undefined : pick(n)),
  removeRecords: (document, pick, n, m) => removeRecords(document, m % 9 === 0 ? unusedRecords(document) : [pick(n)]),
} as const satisfies Readonly<Record<string, Edit>>;

export type EditName = keyof typeof EDITS;
export const EDIT_NAMES = Object.keys(EDITS) as EditName[];

export function pickFrom(document: Document): (n: number) => Id {
  const ids = idsOf(document);
  return (n) => ids[n % ids.length] ?? 'nobody';
}

/** Ports that nothing uses, which chance alone finds seldom. */
function freePort(document: Document, pick: (n: number) => Id): (n: number) => Id {
  const free = document.hosts.flatMap(({ ports }) => ports).filter(({ id }) => isFreePort(document, id));
  return (n) => free[n % free.length]?.id ?? pick(n);
}

/** Another end on the same host that nobody stands behind. */
function nextEnd(document: Document, id: Id): Id | undefined {
  const host = document.hosts.find(({ ports, interfaces }) => [...ports, ...interfaces].some((one) => one.id === id));
  const behind = new Set([
    ...document.guests.flatMap(({ nics }) => nics.map(({ port }) => port)),
    ...document.externals.map(({ port }) => port),
  ]);
  if (behind.has(id)) return undefined;
  return [...(host?.ports ?? []), ...(host?.interfaces ?? [])].find((one) => one.id !== id && !behind.has(one.id))?.id;
}
