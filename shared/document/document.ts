/**
 * The document: what a `NAME.bridgewarden.json` file holds (format version 1).
 *
 * A document is a plain immutable JSON value. Every record may carry fields that this version does not know; they are
 * kept on load and save, so they live in the values although the types below do not name them.
 */

/** An id of a record. Ids are unique over the whole document, except rule ids, which are unique within their policy. */
export type Id = string;

export const DOCUMENT_FORMAT = 'bridgewarden';
/** The newest format version this program reads and the only one it writes. */
export const DOCUMENT_VERSION = 1;

export interface Document {
  readonly format: typeof DOCUMENT_FORMAT;
  readonly version: typeof DOCUMENT_VERSION;
  readonly name: string;
  readonly hosts: readonly Host[];
  readonly guests: readonly Guest[];
  readonly externals: readonly External[];
  readonly groups: readonly Group[];
  readonly addresses: readonly AddressObject[];
  readonly services: readonly Service[];
  readonly users: readonly User[];
  readonly intervals: readonly Interval[];
  readonly policies: readonly Policy[];
  /** Where things stand on the canvas. Never changes a compiled byte. */
  readonly view?: View;
}

interface View {
  /** By id of a host, bridge, guest, external or group: the top left corner, in canvas units. */
  readonly nodes?: Readonly<Record<Id, NodeView>>;
  /** By id of a port: where its socket was put on the edge of its bridge by hand; the others slide by themselves. */
  readonly ports?: Readonly<Record<Id, PortView>>;
  /** Nothing on the canvas moves by dragging. */
  readonly locked?: boolean;
}

export interface PortView {
  readonly side: 'top' | 'right' | 'bottom' | 'left';
  /** The middle of the socket: canvas units from the left end of the bar, or from its top on the two short sides. */
  readonly at: number;
}

export interface NodeView {
  readonly x: number;
  readonly y: number;
  readonly width?: number;
  readonly height?: number;
}

export type HostRole = 'hypervisor' | 'workstation';

/** A managed Linux machine. */
export interface Host {
  readonly id: Id;
  readonly name: string;
  readonly role: HostRole;
  readonly connection?: Connection;
  readonly bridges: readonly Bridge[];
  readonly ports: readonly Port[];
  readonly interfaces: readonly HostInterface[];
  readonly settings?: Settings;
}

/** How the administrator reaches the host by SSH. */
export interface Connection {
  readonly address: string;
  readonly port?: number;
  readonly user?: string;
  readonly become?: 'sudo';
}

export interface Bridge {
  readonly id: Id;
  readonly name: string;
  /** Seconds after which the bridge forgets where a MAC address was seen. */
  readonly ageing?: number;
  readonly stp?: boolean;
  readonly hardening?: Hardening;
}

/**
 * What the bridge itself refuses at its guest ports, whatever rules are loaded. All off unless switched on, except
 * `rootBlock`, which goes with `stp` unless it is said.
 */
export interface Hardening {
  /** The forwarding table holds each guest's MAC address for good. */
  readonly staticFdb?: boolean;
  /** Frames of guests teach the bridge nothing; static entries come with it. */
  readonly learningOff?: boolean;
  /** Frames for a MAC address that the bridge does not know go to no guest; static entries come with it. */
  readonly floodOff?: boolean;
  /** Guests reach border ports, and each other only through them; a port may say otherwise for itself. */
  readonly isolated?: boolean;
  /** No guest can become the root of the spanning tree. */
  readonly rootBlock?: boolean;
}

export type PortKind = 'tap' | 'veth' | 'nic';

/** An interface enslaved to a bridge. */
export interface Port {
  readonly id: Id;
  /** The interface name in the kernel, at most 15 bytes. */
  readonly name: string;
  readonly kind: PortKind;
  readonly bridge: Id;
  /** The other end of a veth pair: another port, or an interface of the host. */
  readonly peer?: Id;
  readonly protect?: Protect;
}

/** What is guarded at a port. The first four are on unless switched off; each of the others re-opens something. */
export interface Protect {
  readonly spoofing?: boolean;
  readonly arp?: boolean;
  readonly mac?: boolean;
  readonly ethertypes?: boolean;
  readonly trunk?: boolean;
  readonly dhcpClient?: boolean;
  readonly dhcpServer?: boolean;
  readonly routerAdvertisement?: boolean;
  readonly broadcast?: boolean;
  readonly multicast?: boolean;
  /** Migration announcements of QEMU (RARP, ethertype 0x8035) may come by it. */
  readonly migration?: boolean;
  /** Instead of what the bridge's hardening says of all its ports. */
  readonly isolated?: boolean;
}

type InterfaceKind = 'ethernet' | 'veth' | 'loopback';

/**
 * An interface of the host itself, not enslaved. One with the name of a bridge of the same host is that bridge's own
 * device: its addresses are the bridge's addresses.
 */
export interface HostInterface {
  readonly id: Id;
  readonly name: string;
  readonly kind: InterfaceKind;
  /** Addresses with prefix length, for example `192.168.50.1/24`. */
  readonly addresses: readonly string[];
  readonly peer?: Id;
}

export interface Settings {
  readonly established?: 'after-denials' | 'none';
  readonly conntrackZones?: boolean;
  /** Macros: `%N` rule number, `%A` action, `%R` the rule's id, `%C` chain. */
  readonly logPrefix?: string;
  readonly logLevel?: string;
  /** At most so many log lines a second for each rule; without it only the default drop's log is limited. */
  readonly logLimit?: number;
  readonly rollbackSeconds?: number;
  readonly script?: ScriptStyle;
  readonly profile?: Profile;
  readonly backend?: 'iptables' | 'nftables';
  /** Networks from which the administrator may always reach the host's SSH. */
  readonly adminAccess?: readonly string[];
}

export type ScriptStyle = 'restore' | 'commands';
export type Profile = 'readable' | 'scaled';

/** A VM or container. */
export interface Guest {
  readonly id: Id;
  readonly name: string;
  readonly nics: readonly Nic[];
}

export interface Nic {
  /** The one port behind which this NIC stands. */
  readonly port: Id;
  readonly mac?: string;
  /** IPv4 and IPv6; the first of a family is the main one. */
  readonly addresses: readonly string[];
  /** Networks behind a guest that routes; they count as its own. */
  readonly routes?: readonly string[];
}

/** A machine beyond a physical NIC. */
export interface External {
  readonly id: Id;
  readonly name: string;
  readonly addresses: readonly string[];
  /** The NIC port that leads to it; without one it is somewhere beyond the host's routing. */
  readonly port?: Id;
}

export interface Group {
  readonly id: Id;
  readonly name: string;
  readonly members: readonly Id[];
}

export interface AddressObject {
  readonly id: Id;
  readonly name: string;
  /** An address, a CIDR, or a range `a-b`. */
  readonly value: string;
}

export type ServiceProtocol = 'tcp' | 'udp' | 'icmp' | 'icmpv6' | 'ip';

export interface Service {
  readonly id: Id;
  readonly name: string;
  readonly protocol: ServiceProtocol;
  /** Destination ports: `22,80,20001:20010`. */
  readonly ports?: string;
  readonly sourcePorts?: string;
  /** `any`, a type, or `type/code`. */
  readonly icmpType?: string;
  /** The IP protocol number, with protocol `ip`. */
  readonly number?: number;
}

export interface User {
  readonly id: Id;
  readonly name: string;
  readonly uid: number;
}

export type Day = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

export interface Interval {
  readonly id: Id;
  readonly name: string;
  readonly days: readonly Day[];
  readonly from: string;
  readonly to: string;
}

export type AttachKind = 'host' | 'bridge' | 'port' | 'guest' | 'group';
/** Exactly one of the keys is present. */
export type Attach = { readonly [K in AttachKind]?: Id };

export interface Policy {
  readonly id: Id;
  readonly name: string;
  readonly kind: 'main' | 'branch';
  readonly attach: Attach;
  readonly rules: readonly Rule[];
}

export type RuleAction = 'accept' | 'deny' | 'reject' | 'branch' | 'continue';
export type Direction = 'in' | 'out' | 'both';

export interface Rule {
  readonly id: Id;
  readonly enabled?: boolean;
  readonly action: RuleAction;
  /** The policy to branch to, with action `branch`. */
  readonly branch?: Id;
  readonly source?: readonly Id[];
  readonly destination?: readonly Id[];
  readonly service?: readonly Id[];
  readonly user?: readonly Id[];
  readonly interval?: readonly Id[];
  readonly ports?: readonly Id[];
  readonly interfaces?: readonly Id[];
  readonly direction?: Direction;
  readonly not?: RuleNegation;
  readonly state?: 'new' | 'stateless';
  readonly log?: boolean;
  readonly comment?: string;
}

interface RuleNegation {
  readonly source?: boolean;
  readonly destination?: boolean;
  readonly service?: boolean;
  readonly ports?: boolean;
}

/** An empty document of the newest version. */
export function emptyDocument(name: string): Document {
  return {
    format: DOCUMENT_FORMAT,
    version: DOCUMENT_VERSION,
    name,
    hosts: [],
    guests: [],
    externals: [],
    groups: [],
    addresses: [],
    services: [],
    users: [],
    intervals: [],
    policies: [],
  };
}
