import type { Document, Guest, Id, Nic } from '../../document/document.ts';
import { freshAddress, freshMac } from '../../document/edits/fresh.ts';
import { guessNetwork, networkAround } from '../../document/edits/guess-network.ts';
import { updateNic } from '../../document/edits/guest-nics.ts';
import { withoutElement } from '../../document/edits/remove-reference.ts';
import type { Finding } from '../../document/finding.ts';
import type { Patch } from '../../document/keep-identity.ts';
import { findRecord } from '../../document/record-index.ts';
import { parseAddress } from '../../net/address.ts';
import { indexIn, type Mend, type Mender } from './mend.ts';

interface Found {
  readonly guest: Guest;
  readonly index: number;
  readonly nic: Nic;
}

function nicOf(document: Document, { objects: [id = ''], field }: Finding): Found | undefined {
  const guest = findRecord(document, 'guest', id);
  const index = indexIn(field, 'nics');
  const nic = guest?.nics[index];
  return guest && nic && { guest, index, nic };
}

/** A NIC without a MAC address, or with one that it cannot have, is given a free one. */
export const giveMac: Mender = (document, finding) => {
  const found = nicOf(document, finding);
  if (!found) return [];
  const { guest, index } = found;
  return [
    {
      label: `Give ${guest.name} a free MAC address`,
      apply: (now) => updateNic(now, guest.id, index, { mac: freshMac(now) }),
    },
  ];
};

/** A guest without an address is given a free one of its network. */
export const giveAddress: Mender = (document, finding) => {
  const found = nicOf(document, finding);
  return found ? freeAddress(document, found, (address) => ({ addresses: [address] })) : [];
};

/** An address that a guest cannot have is made a good one, or taken from it. */
export const mendAddress: Mender = (document, finding) => {
  const found = nicOf(document, finding);
  if (!found) return takeOut('address')(document, finding);
  const { guest, index, nic } = found;
  const at = indexIn(finding.field, 'addresses');
  const put = (address: string): Patch<Nic> => ({ addresses: nic.addresses.with(at, address) });
  if (nic.addresses[at] === undefined) return [];
  const [bare = ''] = nic.addresses[at].trim().split('/');
  const withoutPrefix: Mend[] =
    bare !== nic.addresses[at] && parseAddress(bare) !== undefined
      ? [
          {
            label: `Make it ${bare}, without the prefix length`,
            apply: (now) => updateNic(now, guest.id, index, put(bare)),
          },
        ]
      : [];
  return [...withoutPrefix, ...freeAddress(document, found, put), ...takeOut('address')(document, finding)];
};

/** An address that two have: either may be the one that is wrong, so both can be given another. */
export const mendTwice: Mender = (document, finding) => {
  const [, first] = finding.objects;
  const other = first === undefined ? undefined : findRecord(document, 'guest', first);
  const address = addressAt(document, finding);
  const places = (other?.nics ?? []).flatMap((nic, index) =>
    nic.addresses.flatMap((text, at): Mend[] => {
      if (other === undefined || address === undefined || !sameAddress(text, address)) return [];
      return [
        ...freeAddress(document, { guest: other, index, nic }, (free) => ({ addresses: nic.addresses.with(at, free) })),
      ];
    }),
  );
  const own = mendAddress(document, finding);
  return [...own.slice(0, 1), ...places, ...own.slice(1)];
};

function addressAt(document: Document, finding: Finding): string | undefined {
  const found = nicOf(document, finding);
  const text = found?.nic.addresses[indexIn(finding.field, 'addresses')];
  return (
    text ?? findRecord(document, 'external', finding.objects[0] ?? '')?.addresses[indexIn(finding.field, 'addresses')]
  );
}

function sameAddress(one: string, other: string): boolean {
  const [a, b] = [parseAddress(one), parseAddress(other)];
  return a !== undefined && b !== undefined && a.family === b.family && a.value === b.value;
}

/** Takes an entry out of the list that it stands in. */
export function takeOut(what: string): Mender {
  return (_, { objects: [id = ''], field = '' }) => [
    { label: `Take the ${what} out`, apply: (now) => withoutElement(now, id, field) },
  ];
}

function freeAddress(
  document: Document,
  { guest, index, nic }: Found,
  patch: (address: string) => Patch<Nic>,
): readonly Mend[] {
  const address = freeIn(document, nic.port, nic.addresses);
  if (address === undefined) return [];
  return [
    {
      label: `Give ${guest.name} the free address ${address}`,
      apply: (now) => updateNic(now, guest.id, index, patch(freeIn(now, nic.port, nic.addresses) ?? address)),
    },
  ];
}

/** A free address of the network that the others of the bridge are in. */
function freeIn(document: Document, port: Id, beside: readonly string[]): string | undefined {
  const bridge = findRecord(document, 'port', port)?.bridge;
  const network = bridge === undefined ? networkAround(document, beside) : guessNetwork(document, bridge);
  return network && freshAddress(document, network);
}
