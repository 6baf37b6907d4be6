import type { Document, Guest, Id } from '../../document/document.ts';
import { updateNic } from '../../document/edits/guest-nics.ts';
import { setPeer } from '../../document/edits/host-interfaces.ts';
import { addTapPort } from '../../document/edits/link-records.ts';
import { setMember } from '../../document/edits/membership.ts';
import { removeRecords } from '../../document/edits/remove-records.ts';
import { setFields } from '../../document/edits/set-fields.ts';
import { findRecord, hostOf, recordIndex } from '../../document/record-index.ts';
import type { Mender } from './mend.ts';

const nameOf = (document: Document, id: Id): string => recordIndex(document).get(id)?.record.name ?? id;

/** Bridges in a loop take part in the spanning tree, or lose the link that closes it. */
export const breakLoop: Mender = (document, { objects }) => {
  const bridges = objects.flatMap((id) => findRecord(document, 'bridge', id) ?? []).filter((bridge) => !bridge.stp);
  const links = objects.filter((id) => recordIndex(document).get(id)?.kind === 'port');
  const last = links.at(-1);
  return [
    {
      label: `Switch STP on at ${bridges.map(({ name }) => name).join(', ')}`,
      apply: (now) =>
        setFields(
          now,
          bridges.map(({ id }) => id),
          'stp',
          true,
        ),
    },
    ...(last === undefined
      ? []
      : [
          {
            label: `Remove the link at ${nameOf(document, last)}`,
            apply: (now: Document) => removeRecords(now, [last]),
          },
        ]),
  ];
};

export const keepRootAway: Mender = (document, { objects: [bridge = ''] }) => [
  {
    label: `Keep guests from becoming the STP root at ${nameOf(document, bridge)}`,
    apply: (now) => setFields(now, [bridge], 'hardening.rootBlock', undefined),
  },
  {
    label: `Switch STP off at ${nameOf(document, bridge)}`,
    apply: (now) => setFields(now, [bridge], 'stp', undefined),
  },
];

/** Isolation ends at one of the ports that a finding names. */
export const switchIsolationOff: Mender = (document, { objects }) =>
  objects
    .filter((id) => recordIndex(document).get(id)?.kind === 'port')
    .map((port) => ({
      label: `Switch the isolation off at ${nameOf(document, port)}`,
      apply: (now) => setFields(now, [port], 'protect.isolated', false),
    }));

/** Sets a field to a good value, or takes it away so that the standard holds. */
export function setTo(path: string, value: unknown, label: string): Mender {
  return (_, { objects: [id = ''] }) => [{ label, apply: (now) => setFields(now, [id], path, value) }];
}

/** Takes away the very field that the finding names. */
export function takeFieldAway(label: string): Mender {
  return (_, { objects: [id = ''], field }) =>
    field === undefined ? [] : [{ label, apply: (now) => setFields(now, [id], field, undefined) }];
}

export const deleteIt: Mender = (document, { objects: [id = ''] }) => [
  { label: `Delete ${nameOf(document, id)}`, apply: (now) => removeRecords(now, [id]) },
];

/** Of the guests that share a port each but the first is given a tap of its own on the same bridge. */
export const ownTap: Mender = (document, { objects, code }) => {
  // Either the port comes first, or the guest whose port it is.
  const port = objects.find((id) => recordIndex(document).get(id)?.kind === 'port');
  const guests = objects.flatMap((id) => findRecord(document, 'guest', id) ?? []);
  const guest = guests.at(-1);
  if (port === undefined || guest === undefined) return [];
  const label = `Give ${guest.name} a tap port of its own`;
  return [{ label, apply: (now) => moveToOwnTap(now, guest, port, code === 'port-two-guests') }];
};

function moveToOwnTap(document: Document, guest: Guest, port: Id, last: boolean): Document {
  const bridge = findRecord(document, 'port', port)?.bridge;
  const behind = ({ port: own }: { readonly port: Id }) => own === port;
  const index = last ? guest.nics.findLastIndex(behind) : guest.nics.findIndex(behind);
  const grown = bridge === undefined ? document : addTapPort(document, bridge);
  const made = bridge === undefined ? undefined : hostOf(grown, bridge)?.ports.at(-1);
  return made === undefined || index < 0 ? document : updateNic(grown, guest.id, index, { port: made.id });
}

/** The two ends of a veth pair name each other, or the one that names nobody's end names none. */
export const mendPeers: Mender = (document, { objects: [id = '', other] }) => [
  ...(other === undefined
    ? []
    : [
        {
          label: `Join ${nameOf(document, id)} and ${nameOf(document, other)} to a pair`,
          apply: (now: Document) => setPeer(setPeer(now, other, undefined), id, other),
        },
      ]),
  { label: `Take the peer of ${nameOf(document, id)} away`, apply: (now) => setFields(now, [id], 'peer', undefined) },
];

export const makeVeth: Mender = (document, finding) => [
  {
    label: `Make ${nameOf(document, finding.objects[0] ?? '')} a veth`,
    apply: (now) => setFields(now, finding.objects.slice(0, 1), 'kind', 'veth'),
  },
  ...mendPeers(document, finding),
];

/** The last group of the circle no longer holds the first one. */
export const breakCycle: Mender = (document, { objects }) => {
  const [first = '', last = ''] = [objects[0], objects.at(-1)];
  return [
    {
      label: `Take ${nameOf(document, first)} out of ${nameOf(document, last)}`,
      apply: (now) => setMember(now, last, first, false),
    },
  ];
};
