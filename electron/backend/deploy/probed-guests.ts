import type { Document, Host } from '../../../shared/document/document.ts';

/** A guest and the address at which its host pings it. */
export interface ProbedGuest {
  readonly name: string;
  readonly address: string;
}

/** The guests behind ports of this host, each by the first address it has there. */
export function probedGuests(document: Document, host: Host): ProbedGuest[] {
  const ports = new Set(host.ports.map(({ id }) => id));
  return document.guests.flatMap(({ name, nics }) => {
    const address = nics.filter(({ port }) => ports.has(port)).flatMap(({ addresses }) => addresses)[0];
    return address === undefined ? [] : [{ name, address }];
  });
}
