import type { Document } from '../../shared/document/document.ts';
import { ROOT_IS_THE_ONLY_USER } from './user-namespace.ts';

/**
 * The document with every guard of layer 2 off. Those guards stop many attacks before iptables sees them, and what is
 * stopped twice proves neither: invariants 1 to 4 must hold by the packet filter alone.
 */
export function withoutLayer2(document: Document): Document {
  const protect = { arp: false, mac: false, ethertypes: false, dhcpServer: true, routerAdvertisement: true };
  const hosts = document.hosts.map((host) => ({
    ...host,
    ports: host.ports.map((port) => ({ ...port, protect: { ...port.protect, ...protect } })),
  }));
  return { ...document, hosts };
}

/** The document with one rule that accepts everything: whatever is stopped now is stopped by the denials before it. */
export function acceptingEverything(document: Document): Document {
  const policies = document.policies.map((policy) => ({
    ...policy,
    rules: [{ id: 'everything', action: 'accept' as const, comment: 'everything' }],
  }));
  return { ...document, policies };
}

/** The document compiled without connection tracking: answers come back by rules of their own. */
export function withoutTracking(document: Document): Document {
  const hosts = document.hosts.map((host) => ({
    ...host,
    settings: { ...host.settings, established: 'none' as const },
  }));
  return { ...document, hosts };
}

/** The document with users that can be named here: where root is the only user, all of them are root. */
export function withKnownUsers(document: Document): Document {
  return ROOT_IS_THE_ONLY_USER ? { ...document, users: document.users.map((user) => ({ ...user, uid: 0 })) } : document;
}
