import type { Document, Id } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { hostOf } from '../../document/record-index.ts';
import { formatAddress, parseAddress } from '../../net/address.ts';
import { parseInterfaceAddress } from '../../net/interface-address.ts';
import { parseRange, rangeContains } from '../../net/range.ts';
import { about, error, warning } from './concern.ts';

interface Owner {
  readonly id: Id;
  readonly kind: 'guest' | 'host' | 'external';
  readonly words: string;
  readonly field: string;
  /** The managed host that it stands on. */
  readonly host: Id | undefined;
}

/**
 * An address belongs to one station: with two owners the anti-spoofing rules of the one would let the other through. On
 * different hosts the same private network may stand twice, so there it is a warning.
 */
export function* checkUniqueAddresses(document: Document): Generator<Finding> {
  const owners = new Map<string, Owner>();
  for (const [address, owner] of ownedAddresses(document)) {
    const first = owners.get(address);
    if (first === undefined) {
      owners.set(address, owner);
      continue;
    }
    const code = first.kind === 'host' && owner.kind === 'guest' ? 'address-of-host' : 'address-twice';
    const concern = about(owner.id, owner.field, ...(first.id === owner.id ? [] : [first.id]));
    const message = `The address ${address} of ${owner.words} is the address of ${first.words} too. Give one of them another address.`;
    const apart = owner.host !== undefined && first.host !== undefined && owner.host !== first.host;
    yield apart
      ? warning(code, concern, `${message} They are on different hosts; rules that mean one will mean both.`)
      : error(code, concern, message);
  }
  yield* checkRoutes(document, owners);
}

function* ownedAddresses(document: Document): Generator<[string, Owner]> {
  // Hosts first: a guest with the host's address is the guest's mistake.
  for (const host of document.hosts) {
    for (const one of host.interfaces) {
      if (one.kind === 'loopback') continue;
      for (const [index, text] of one.addresses.entries()) {
        const address = parseInterfaceAddress(text)?.address;
        if (address === undefined) continue;
        const words = `interface "${one.name}" of host "${host.name}"`;
        yield [formatAddress(address), { id: one.id, kind: 'host', words, field: `addresses.${index}`, host: host.id }];
      }
    }
  }
  for (const guest of document.guests) {
    for (const [n, nic] of guest.nics.entries()) {
      for (const [index, text] of nic.addresses.entries()) {
        const address = parseAddress(text);
        if (address === undefined) continue;
        const words = `guest "${guest.name}"`;
        yield [
          formatAddress(address),
          {
            id: guest.id,
            kind: 'guest',
            words,
            field: `nics.${n}.addresses.${index}`,
            host: hostOf(document, nic.port)?.id,
          },
        ];
      }
    }
  }
  for (const external of document.externals) {
    for (const [index, text] of external.addresses.entries()) {
      const address = parseAddress(text);
      if (address === undefined) continue;
      const host = external.port === undefined ? undefined : hostOf(document, external.port)?.id;
      yield [
        formatAddress(address),
        { id: external.id, kind: 'external', words: `external "${external.name}"`, field: `addresses.${index}`, host },
      ];
    }
  }
}

/** Networks behind a router guest count as its own: it could speak for anybody whose address is in there. */
function* checkRoutes(document: Document, owners: ReadonlyMap<string, Owner>): Generator<Finding> {
  for (const guest of document.guests) {
    for (const [n, nic] of guest.nics.entries()) {
      for (const [r, text] of (nic.routes ?? []).entries()) {
        const within = stationWithin(text, guest.id, owners);
        if (within === undefined) continue;
        yield warning(
          'route-covers-station',
          about(guest.id, `nics.${n}.routes.${r}`, within.owner.id),
          `The network ${text} behind guest "${guest.name}" includes ${within.address} of ${within.owner.words}, so the guest may use that address. Narrow the route unless that is meant.`,
        );
      }
    }
  }
  for (const external of document.externals) {
    for (const [index, text] of external.addresses.entries()) {
      const within =
        external.port === undefined || parseAddress(text) ? undefined : stationWithin(text, external.id, owners);
      if (within === undefined) continue;
      yield warning(
        'external-covers-station',
        about(external.id, `addresses.${index}`, within.owner.id),
        `The network ${text} of external "${external.name}" includes ${within.address} of ${within.owner.words}, which is not beyond that NIC. Narrow the network.`,
      );
    }
  }
}

/** Somebody else's address within a network. */
function stationWithin(
  text: string,
  self: Id,
  owners: ReadonlyMap<string, Owner>,
): { address: string; owner: Owner } | undefined {
  const network = parseRange(text);
  if (network === undefined) return undefined;
  for (const [address, owner] of owners) {
    const parsed = parseAddress(address);
    if (owner.id !== self && parsed !== undefined && rangeContains(network, parsed)) return { address, owner };
  }
  return undefined;
}
