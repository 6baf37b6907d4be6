import type { Document, Host, Settings } from '../../shared/document/document.ts';
import { readExample } from '../kernel/read-document.ts';

/** The management link of the tests, and the addresses of its two ends. */
export const OUTER = '10.66.0.1';
export const HOST = '10.66.0.2';
export const MANAGEMENT = { outer: `${OUTER}/24`, host: `${HOST}/24` } as const;

/** The example with two bridges, reached over the management link. */
export function twoBridges(settings: Settings = {}): Document {
  return withHost(readExample('two-bridges'), (host) => ({
    ...host,
    connection: { address: HOST, user: 'root' },
    settings: { ...host.settings, ...settings },
  }));
}

/** The same with one more permission, so that it compiles to other rules: kali3 may connect to a service of kali4. */
export function otherRules(settings: Settings = {}): Document {
  const document = twoBridges(settings);
  return {
    ...document,
    services: [...document.services, { id: 'console', name: 'console', protocol: 'tcp', ports: '8022' }],
    policies: document.policies.map((policy) => ({
      ...policy,
      rules: [
        ...policy.rules,
        { id: 'r2', action: 'accept' as const, source: ['kali3'], destination: ['kali4'], service: ['console'] },
      ],
    })),
  };
}

/** The management link drawn as an interface of the host: from then on only `adminAccess` lets SSH in over it. */
export function withDrawnManagement(document: Document): Document {
  return withHost(document, (host) => ({
    ...host,
    interfaces: [...host.interfaces, { id: 'mgmt0', name: 'mgmt0', kind: 'ethernet', addresses: [MANAGEMENT.host] }],
  }));
}

function withHost(document: Document, change: (host: Host) => Host): Document {
  return { ...document, hosts: document.hosts.map(change) };
}
