import { type Document, emptyDocument, type Guest, type Port } from '../../shared/document/document.ts';
import { type ArticlePolicy, HOST_INTERFACE, HOST_PORT, type PolicyBridge, SSH_PORT } from './article-policy.ts';

/** The policy as our document: the drawing and two rules, because the denials follow from the drawing. */
export function bridgewardenDocument(policy: ArticlePolicy): Document {
  const { host, left, right } = policy;
  const bridges = [left, right];
  const groups = bridges.map(({ group }) => group);
  return {
    ...emptyDocument(policy.name),
    hosts: [
      {
        id: host.name,
        name: host.name,
        role: 'hypervisor',
        bridges: bridges.map(({ name }) => ({ id: name, name, ageing: 30 })),
        ports: [
          { id: HOST_PORT, name: HOST_PORT, kind: 'veth', bridge: left.name, peer: HOST_INTERFACE },
          { id: left.link, name: left.link, kind: 'veth', bridge: left.name, peer: right.link },
          { id: right.link, name: right.link, kind: 'veth', bridge: right.name, peer: left.link },
          ...bridges.flatMap(taps),
        ],
        interfaces: [
          {
            id: HOST_INTERFACE,
            name: HOST_INTERFACE,
            kind: 'veth',
            peer: HOST_PORT,
            addresses: [`${host.address}/${host.prefix}`],
          },
        ],
      },
    ],
    guests: bridges.flatMap(guests),
    groups: bridges.map(({ group, guests: members }) => ({
      id: group,
      name: group,
      members: members.map(({ name }) => name),
    })),
    services: [
      { id: 'any-icmp', name: 'any ICMP', protocol: 'icmp', icmpType: 'any' },
      { id: 'ssh', name: 'SSH', protocol: 'tcp', ports: String(SSH_PORT) },
    ],
    policies: [
      {
        id: 'main',
        name: 'Main_Policy',
        kind: 'main',
        attach: { host: host.name },
        rules: [
          { id: 'ping', action: 'accept', source: groups, destination: groups, service: ['any-icmp'], log: true },
          { id: 'ssh', action: 'accept', source: [right.group], destination: [left.group], service: ['ssh'] },
        ],
      },
    ],
  };
}

function taps({ name, guests }: PolicyBridge): Port[] {
  return guests.map(({ port }) => ({ id: port, name: port, kind: 'tap', bridge: name }));
}

function guests({ guests }: PolicyBridge): Guest[] {
  return guests.map(({ name, port, mac, address }) => ({
    id: name,
    name,
    nics: [{ port, mac, addresses: [address] }],
  }));
}
