import { describeRecord } from '../../document/describe.ts';
import type { Document } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { parseAddress } from '../../net/address.ts';
import { isMulticastMac, parseMac } from '../../net/mac.ts';
import { parseRange } from '../../net/range.ts';
import { about, error, warning } from './concern.ts';
import { unusableAddress } from './unusable-address.ts';

/** The addresses, networks and MACs of guests and externals are well-formed and such as a machine can have. */
export function* checkGuestAddresses(document: Document): Generator<Finding> {
  for (const guest of document.guests) {
    const words = describeRecord('guest', guest);
    for (const [n, nic] of guest.nics.entries()) {
      const which = `NIC ${n + 1} of ${words}`;
      if (nic.mac !== undefined) yield* checkMac(nic.mac, guest.id, `nics.${n}.mac`, which);
      for (const [a, text] of nic.addresses.entries())
        yield* checkAddress(text, guest.id, `nics.${n}.addresses.${a}`, which);
      for (const [r, text] of (nic.routes ?? []).entries()) {
        if (parseRange(text) !== undefined) continue;
        yield error(
          'bad-network',
          about(guest.id, `nics.${n}.routes.${r}`),
          `"${text}", a route of ${which}, is no network. Write it like 10.20.0.0/16 or 2001:db8::/48.`,
        );
      }
      if (nic.addresses.length === 0) {
        yield warning(
          'no-address',
          about(guest.id, `nics.${n}.addresses`, nic.port),
          `${which} has no address, so nothing can be sent from it or to it. Enter its address.`,
        );
      }
    }
  }
  for (const external of document.externals) {
    for (const [a, text] of external.addresses.entries()) {
      if (parseRange(text) !== undefined) continue;
      const message = `"${text}", an address of ${describeRecord('external', external)}, is no address, network or range. Write it like 192.0.2.7, 192.0.2.0/24 or 192.0.2.7-192.0.2.9.`;
      yield error('bad-address', about(external.id, `addresses.${a}`), message);
    }
    if (external.addresses.length === 0) {
      const message = `The ${describeRecord('external', external)} has no address, so no rule can mean it. Enter its address or network.`;
      yield warning('no-address', about(external.id, 'addresses'), message);
    }
  }
}

function* checkAddress(text: string, guest: string, field: string, which: string): Generator<Finding> {
  const address = parseAddress(text);
  if (address === undefined) {
    const hint =
      parseRange(text) === undefined ? '' : ' A guest has single addresses; networks behind it belong into its routes.';
    yield error(
      'bad-address',
      about(guest, field),
      `"${text}" of ${which} is no IP address. Write it like 192.168.50.12 or fd00:50::12, without a prefix length.${hint}`,
    );
    return;
  }
  const why = unusableAddress(address);
  if (why !== undefined)
    yield error(
      'unusable-address',
      about(guest, field),
      `No machine can have the address ${text} of ${which}: it is ${why}. Enter the guest's own address.`,
    );
}

function* checkMac(text: string, guest: string, field: string, which: string): Generator<Finding> {
  const mac = parseMac(text);
  if (mac === undefined) {
    yield error(
      'bad-mac',
      about(guest, field),
      `"${text}" of ${which} is no MAC address. Write six pairs of hexadecimal digits, like 52:54:00:b3:4a:12.`,
    );
  } else if (isMulticastMac(mac) || mac === '00:00:00:00:00:00') {
    yield error(
      'bad-mac',
      about(guest, field),
      `No NIC can have the MAC address ${text} of ${which}: it stands for several stations or for none. Enter the NIC's own one.`,
    );
  }
}
