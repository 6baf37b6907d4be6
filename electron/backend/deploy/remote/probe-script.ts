import { quoteShell } from '../../../../shared/compiler/quote.ts';

/** How long a guest has to answer. */
const PATIENCE_SECONDS = 2;
/** Guests that are pinged side by side: a host with hundreds must not start hundreds of processes. */
const AT_ONCE = 32;

/**
 * Pings each address once and prints those that answer, a line each; changes nothing. Ends with 0 whoever answers, and with
 * 127 where there is no ping (Debian: iputils-ping).
 */
export function probeScript(addresses: readonly string[]): string {
  const pings = addresses.map((address, index) => {
    const ping = `hears ${quoteShell(address)} &`;
    return (index + 1) % AT_ONCE === 0 ? `${ping}\nwait` : ping;
  });
  return `command -v ping >/dev/null || exit 127
hears() {
  if ping -n -q -c 1 -W ${PATIENCE_SECONDS} "$1" >/dev/null 2>&1; then echo "$1"; fi
}
${pings.join('\n')}
wait
`;
}

/** How long `probeScript` may take, in milliseconds, beside what SSH takes. */
export function probeMilliseconds(addresses: readonly string[]): number {
  return Math.ceil(addresses.length / AT_ONCE) * (PATIENCE_SECONDS + 1) * 1000;
}
