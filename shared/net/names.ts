/** IFNAMSIZ of the kernel is 16 with the closing zero byte. */
export const INTERFACE_NAME_BYTES = 15;

const INTERFACE_NAME = /^[A-Za-z0-9_.-]{1,15}$/;

/**
 * True for a name that the kernel takes for an interface and that needs no quoting anywhere. The kernel would take more
 * (any byte but `/` and blanks); those names are refused so that nothing odd reaches a shell or an iptables option: a
 * leading `-` would be read as an option, a trailing `+` as a wildcard.
 */
export function isInterfaceName(text: string): boolean {
  return INTERFACE_NAME.test(text) && text !== '.' && text !== '..' && !text.startsWith('-');
}

/** iptables takes 28 bytes for a chain name, and the restore style puts `BW_` before it; names that start so are ours. */
export function isChainName(text: string): boolean {
  return /^[A-Za-z0-9_.][A-Za-z0-9_.-]{0,24}$/.test(text) && !text.startsWith('BW_');
}
