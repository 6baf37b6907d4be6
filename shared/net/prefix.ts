import { ADDRESS_BITS, type Family } from './address.ts';

/** Reads the number behind the slash of a CIDR. Netmasks (`/255.255.255.0`) and leading zeros are refused. */
export function parsePrefixLength(text: string, family: Family): number | undefined {
  if (!/^(0|[1-9]\d{0,2})$/.test(text)) return undefined;
  const prefix = Number(text);
  return prefix <= ADDRESS_BITS[family] ? prefix : undefined;
}
