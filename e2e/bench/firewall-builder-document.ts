import { type ArticlePolicy, HOST_INTERFACE, HOST_PORT, type PolicyBridge, SSH_PORT } from './article-policy.ts';
import { element, option } from './xml.ts';

/** Ids of Firewall Builder's own standard objects. */
const ANYBODY = 'sysid0';
const ANY_SERVICE = 'sysid1';
const ANY_TIME = 'sysid2';

/** The firewall's name in the file: what `fwb_ipt` is told to compile. */
export const FIREWALL_NAME = 'mytux';
const FIREWALL = 'fw';
const PING = 'service-ping';
const SSH = 'service-ssh';

type Action = 'Accept' | 'Deny';

/** Settings of the peer's firewall object that change what it writes. */
export interface PeerOptions {
  /** Which iptables it writes for; empty: any, as a new firewall has it. */
  readonly iptables?: string;
  /** Whether a rule without a destination is about the host too, as a new firewall has it. */
  readonly guardsItself?: boolean;
}

interface PeerRule {
  readonly source?: readonly string[];
  readonly notSource?: boolean;
  readonly destination?: readonly string[];
  readonly notDestination?: boolean;
  readonly service?: string;
  /** The port or interface it hangs on; the direction is as the bridge sees it. */
  readonly at?: string;
  readonly direction: 'Inbound' | 'Outbound' | 'Both';
  readonly action: Action;
  readonly log: boolean;
}

/**
 * The policy as Firewall Builder's document, with every rule written out as the article's author does by hand: its
 * compiler derives nothing from a drawing. The sections stand in the article's order. Guests are plain addresses, which
 * cost that program less than host objects.
 */
export function firewallBuilderDocument(policy: ArticlePolicy, options: PeerOptions = {}): string {
  const library = [
    element('ObjectGroup', { id: 'objects', name: 'Objects' }, [
      element(
        'ObjectGroup',
        { id: 'addresses', name: 'Addresses' },
        [...policy.left.guests, ...policy.right.guests].map(({ name, address }) =>
          element('IPv4', { id: name, name, address, netmask: '255.255.255.255' }),
        ),
      ),
      element('ObjectGroup', { id: 'groups', name: 'Groups' }, [group(policy.left), group(policy.right)]),
    ]),
    element('ServiceGroup', { id: 'services', name: 'Services' }, [
      element('ICMPService', { id: PING, name: 'any ICMP', code: '-1', type: '-1' }),
      element('TCPService', { id: SSH, name: 'ssh', ...NO_TCP_FLAGS, ...portRange(SSH_PORT) }),
    ]),
    element('ObjectGroup', { id: 'firewalls', name: 'Firewalls' }, [firewall(policy, options)]),
  ];
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<!DOCTYPE FWObjectDatabase SYSTEM "fwbuilder.dtd">',
    element('FWObjectDatabase', { xmlns: 'http://www.fwbuilder.org/1.0/', version: '24', id: 'root' }, [
      element('Library', { id: 'syslib000', name: 'Standard', ro: 'True' }, [
        element('AnyNetwork', { id: ANYBODY, name: 'Any', address: '0.0.0.0', netmask: '0.0.0.0' }),
        element('AnyIPService', { id: ANY_SERVICE, name: 'Any', protocol_num: '0' }),
        element('AnyInterval', { id: ANY_TIME, name: 'Any' }),
      ]),
      element('Library', { id: 'library', name: 'User' }, library),
    ]),
    '',
  ].join('\n');
}

function group({ group: id, guests }: PolicyBridge): string {
  return element(
    'ObjectGroup',
    { id, name: id },
    guests.map(({ name }) => element('ObjectRef', { ref: name })),
  );
}

function firewall(policy: ArticlePolicy, { iptables = '1.4.20', guardsItself = false }: PeerOptions): string {
  const { host } = policy;
  return element(
    'Firewall',
    { id: FIREWALL, name: FIREWALL_NAME, platform: 'iptables', version: iptables, host_OS: 'linux24' },
    [
      element('NAT', { id: 'nat', name: 'NAT', top_rule_set: 'True' }, [element('RuleSetOptions')]),
      element('Policy', { id: 'policy', name: 'Policy', ipv4_rule_set: 'True', top_rule_set: 'True' }, [
        ...rulesOf(policy).map(rule),
        element('RuleSetOptions'),
      ]),
      element('Routing', { id: 'routing', name: 'Routing' }, [element('RuleSetOptions')]),
      element('Interface', { ...INTERFACE, id: HOST_INTERFACE, name: HOST_INTERFACE, unnum: 'False' }, [
        element('IPv4', { id: 'host-address', name: 'host', address: host.address, netmask: '255.255.0.0' }),
        element('InterfaceOptions'),
      ]),
      bridge(policy.left, [HOST_PORT]),
      bridge(policy.right, []),
      element('Management', { address: host.address }),
      element('FirewallOptions', {}, [
        option('bridging_fw', 'True'),
        option('accept_established', 'True'),
        option('check_shading', 'False'),
        option('log_prefix', 'RULE %N -- %A '),
        option('firewall_is_part_of_any_and_networks', guardsItself ? 'True' : 'False'),
      ]),
    ],
  );
}

function bridge({ name, link, guests }: PolicyBridge, others: readonly string[]): string {
  const ports = [...others, link, ...guests.map(({ port }) => port)];
  return element('Interface', { ...INTERFACE, id: name, name, unnum: 'True' }, [
    element('InterfaceOptions', {}, [option('type', 'bridge')]),
    ...ports.map((port) =>
      element('Interface', { ...INTERFACE, id: port, name: port, unnum: 'True' }, [
        element('InterfaceOptions', {}, [option('type', 'ethernet')]),
      ]),
    ),
  ]);
}

const INTERFACE = { dyn: 'False', security_level: '0' };

/** The article's seven groups of rules, and the drop that closes them. */
function rulesOf({ left, right }: ArticlePolicy): PeerRule[] {
  const denied = { action: 'Deny', log: true } as const;
  const all = [...left.guests, ...right.guests];
  const everybody = [left.group, right.group];
  const ping = { service: PING, direction: 'Inbound', action: 'Accept', log: true } as const;
  const ssh = { service: SSH, direction: 'Inbound', action: 'Accept', log: false } as const;
  const out = { ...denied, direction: 'Outbound' } as const;
  const into = { ...denied, direction: 'Inbound' } as const;
  const rightAndBeyond = { inside: [right.group], outside: [left.group, FIREWALL] };
  const leftAndBeyond = { inside: [left.group, FIREWALL], outside: [right.group] };
  const hostAndBeyond = { inside: everybody, outside: [FIREWALL] };
  const borders = [
    { at: right.link, ...rightAndBeyond },
    { at: left.link, ...leftAndBeyond },
    { at: HOST_PORT, ...hostAndBeyond },
  ];
  return [
    ...all.map(({ name, port }): PeerRule => ({ ...out, destination: [name], notDestination: true, at: port })),
    ...all.map(({ name, port }): PeerRule => ({ ...out, source: [name], at: port })),
    ...borders.flatMap(({ at, inside, outside }): PeerRule[] => [
      { ...out, destination: inside, at },
      { ...out, source: outside, at },
    ]),
    ...borders.flatMap(({ at, inside, outside }): PeerRule[] => [
      { ...into, source: inside, at },
      { ...into, destination: outside, at },
    ]),
    ...all.map(({ name, port }): PeerRule => ({ ...into, source: [name], notSource: true, at: port })),
    { ...into, source: [FIREWALL], at: HOST_INTERFACE },
    ...all.map(({ name, port }): PeerRule => ({ ...ping, source: [name], destination: everybody, at: port })),
    ...right.guests.map(
      ({ name, port }): PeerRule => ({ ...ssh, source: [name], destination: [left.group], at: port }),
    ),
    { ...ping, source: [right.group], destination: [left.group], at: left.link },
    { ...ping, source: [left.group], destination: [right.group], at: right.link },
    { ...ssh, source: [right.group], destination: [left.group], at: left.link },
    { ...denied, direction: 'Both' },
  ];
}

function rule(peer: PeerRule, position: number): string {
  const { action, direction, log } = peer;
  return element(
    'PolicyRule',
    {
      id: `rule-${position}`,
      disabled: 'False',
      position: String(position),
      action,
      direction,
      log: log ? 'True' : 'False',
    },
    [
      ends('Src', peer.source, peer.notSource),
      ends('Dst', peer.destination, peer.notDestination),
      element('Srv', { neg: 'False' }, [element('ServiceRef', { ref: peer.service ?? ANY_SERVICE })]),
      ends('Itf', peer.at === undefined ? undefined : [peer.at], false),
      element('When', { neg: 'False' }, [element('IntervalRef', { ref: ANY_TIME })]),
      element('PolicyRuleOptions', {}, [option('stateless', action === 'Deny' ? 'True' : 'False')]),
    ],
  );
}

function ends(name: 'Src' | 'Dst' | 'Itf', ids: readonly string[] | undefined, negated: boolean | undefined): string {
  const refs = (ids ?? [ANYBODY]).map((ref) => element('ObjectRef', { ref }));
  return element(name, { neg: negated ? 'True' : 'False' }, refs);
}

const NO_TCP_FLAGS = Object.fromEntries(
  ['urg', 'ack', 'psh', 'rst', 'syn', 'fin'].flatMap((flag) => [
    [`${flag}_flag`, 'False'],
    [`${flag}_flag_mask`, 'False'],
  ]),
);

function portRange(port: number): Record<string, string> {
  const text = String(port);
  return { src_range_start: '0', src_range_end: '0', dst_range_start: text, dst_range_end: text };
}
