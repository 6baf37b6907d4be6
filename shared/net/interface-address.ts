import { type Address, parseAddress } from './address.ts';
import { parsePrefixLength } from './prefix.ts';
import { type AddressRange, networkOf } from './range.ts';

/** What an interface is configured with: `192.168.50.1/24` is an address and the network it stands in. */
export interface InterfaceAddress {
  readonly address: Address;
  readonly network: AddressRange;
  readonly prefix: number;
}

/** Reads an address with its prefix length. The length must be there: an interface without a network is a mistake. */
export function parseInterfaceAddress(text: string): InterfaceAddress | undefined {
  const [addressText = '', prefixText, ...rest] = text.split('/');
  if (prefixText === undefined || rest.length > 0) return undefined;
  const address = parseAddress(addressText);
  if (address === undefined) return undefined;
  const prefix = parsePrefixLength(prefixText, address.family);
  return prefix === undefined ? undefined : { address, network: networkOf(address, prefix), prefix };
}
