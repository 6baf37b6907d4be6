import type { Document, Host, Id } from '../../document/document.ts';
import type { Finding } from '../../document/finding.ts';
import { about, error } from './concern.ts';

/** Bridges, ports and interfaces of one host share one name space in the kernel. */
export function* checkInterfaceNames(document: Document): Generator<Finding> {
  for (const host of document.hosts) yield* checkHost(host);
}

function* checkHost(host: Host): Generator<Finding> {
  const bridges = new Set(host.bridges.map(({ name }) => name));
  const seen = new Map<string, { readonly id: Id; readonly words: string }>();
  const devices = new Map<string, Id>();
  const named = [
    ...host.bridges.map((one) => ({ ...one, words: `bridge "${one.id}"` })),
    ...host.ports.map((one) => ({ ...one, words: `port "${one.id}"` })),
    // An interface with a bridge's name is that bridge's own device, and there can be one.
    ...host.interfaces
      .filter(({ name, id }) => !bridges.has(name) || devices.has(name) || !devices.set(name, id))
      .map((one) => ({ ...one, words: `interface "${one.id}"` })),
  ];
  for (const { id, name, words } of named) {
    const first = seen.get(name);
    if (first === undefined) {
      seen.set(name, { id, words });
      continue;
    }
    yield error(
      'duplicate-interface-name',
      about(id, 'name', first.id, host.id),
      `Host "${host.name}" has two devices named "${name}": ${first.words} and ${words}. Rename one of them.`,
    );
  }
}
