/** IFNAMSIZ of the kernel is 16 with the closing zero byte. */
export const INTERFACE_NAME_BYTES = 15;

const INTERFACE_NAME = /^[A-Za-z0-9_.-]{1,15}$/;

/** Folders under /proc/sys/net that stand for every interface, or for those to come: a setting there is the whole machine's. */
const EVERY_INTERFACE = new Set(['all', 'default']);
const LOOPBACK = 'lo';

/**
 * True for a name that the kernel takes for an interface and that needs no quoting anywhere. The kernel would take more
 * (any byte but `/` and blanks); those names are refused so that nothing odd reaches a shell or an iptables option: a
 * leading `-` would be read as an option, a trailing `+` as a wildcard. `all` and `default` are refused too, and `lo` for
 * anything but the loopback interface, which every machine has already.
 */
export function isInterfaceName(text: string, kind?: 'loopback'): boolean {
  if (!INTERFACE_NAME.test(text) || text === '.' || text === '..' || text.startsWith('-')) return false;
  return !EVERY_INTERFACE.has(text) && (text !== LOOPBACK || kind === 'loopback');
}

/** iptables takes 28 bytes for a chain name, and the restore style puts `BW_` before it; names that start so are ours. */
export function isChainName(text: string): boolean {
  return /^[A-Za-z0-9_.][A-Za-z0-9_.-]{0,24}$/.test(text) && !text.startsWith('BW_');
}
