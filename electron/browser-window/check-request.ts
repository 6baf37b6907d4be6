import type { IncomingMessage } from 'node:http';

/**
 * Why a request is refused before anybody looks at what it wants, or `undefined`. The `Host` header must name this
 * machine's loopback and our port (a name that an attacker points at 127.0.0.1 does not), and a request that a page
 * sends must come from our own page.
 */
export function refusalOf(request: IncomingMessage, port: number): string | undefined {
  const { host, origin } = request.headers;
  if (!host || !ownHosts(port).includes(host)) {
    return `This window is reached only as 127.0.0.1:${port}: open the link that Bridgewarden printed.`;
  }
  const changes = request.method !== 'GET' && request.method !== 'HEAD';
  const needsOrigin = changes || request.headers.upgrade !== undefined;
  if (origin === undefined ? needsOrigin : origin !== `http://${host}`) {
    return 'Only the Bridgewarden page itself may ask for this, not another site.';
  }
  // Browsers tell more than Origin on a plain GET; following a link to the page is the one thing others may do.
  const site = request.headers['sec-fetch-site'];
  const followsLink =
    request.headers['sec-fetch-mode'] === 'navigate' && request.headers['sec-fetch-dest'] === 'document';
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !(followsLink && !needsOrigin)) {
    return 'Another site may link to Bridgewarden, but not use its files.';
  }
  return undefined;
}

/** `localhost` is the same machine; browsers never ask a name server for it. */
function ownHosts(port: number): string[] {
  const names = ['127.0.0.1', 'localhost'];
  return port === 80 ? names.flatMap((name) => [name, `${name}:80`]) : names.map((name) => `${name}:${port}`);
}
