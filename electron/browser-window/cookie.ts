import type { IncomingMessage } from 'node:http';

/** Cookies are shared by all ports of a machine: the port in the name keeps two windows of two backends apart. */
function cookieName(port: number): string {
  return `bridgewarden-${port}`;
}

/** The session cookie of a request. Of two with its name neither counts: one of them somebody else has set. */
export function readCookie(request: IncomingMessage, port: number): string | undefined {
  const prefix = `${cookieName(port)}=`;
  const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
  const own = pairs.filter((pair) => pair.startsWith(prefix));
  return own.length === 1 ? own[0]?.slice(prefix.length) : undefined;
}

/** The `Set-Cookie` header: no script reads it, no other site's request carries it, the browser forgets it at its end. */
export function setCookie(port: number, value: string): string {
  return `${cookieName(port)}=${value}; Path=/; HttpOnly; SameSite=Strict`;
}
