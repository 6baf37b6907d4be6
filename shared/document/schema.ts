import * as z from 'zod';
import { DOCUMENT_FORMAT, DOCUMENT_VERSION } from './document.ts';

/**
 * The shape of a document, as data. The order of the fields here is the order in which they are written to disk. All
 * objects are loose: fields of later programs survive. What the fields mean (addresses that parse, references that
 * resolve) is not checked here, so that the window can open a document with such mistakes and help to mend them.
 */

/** `__proto__` is refused as an id because ids become keys; control characters because ids reach logs and comments. */
const idSchema = z
  .string()
  .min(1)
  .max(200)
  .refine((id) => id !== '__proto__' && !hasControlCharacter(id), {
    error: 'must be a plain id without control characters',
  });

const ids = z.array(idSchema);
const optional = z.exactOptional;

const nodeViewSchema = z.looseObject({
  x: z.number(),
  y: z.number(),
  width: optional(z.number()),
  height: optional(z.number()),
});

const portViewSchema = z.looseObject({
  side: z.enum(['top', 'right', 'bottom', 'left']),
  at: z.number(),
});

const connectionSchema = z.looseObject({
  address: z.string(),
  port: optional(z.int()),
  user: optional(z.string()),
  become: optional(z.literal('sudo')),
});

const protectSchema = z.looseObject({
  spoofing: optional(z.boolean()),
  arp: optional(z.boolean()),
  mac: optional(z.boolean()),
  ethertypes: optional(z.boolean()),
  trunk: optional(z.boolean()),
  dhcpClient: optional(z.boolean()),
  dhcpServer: optional(z.boolean()),
  routerAdvertisement: optional(z.boolean()),
  broadcast: optional(z.boolean()),
  multicast: optional(z.boolean()),
  migration: optional(z.boolean()),
  isolated: optional(z.boolean()),
});

const settingsSchema = z.looseObject({
  established: optional(z.enum(['after-denials', 'none'])),
  conntrackZones: optional(z.boolean()),
  logPrefix: optional(z.string()),
  logLevel: optional(z.string()),
  logLimit: optional(z.int().min(1).max(10_000)),
  rollbackSeconds: optional(z.number()),
  script: optional(z.enum(['restore', 'commands'])),
  profile: optional(z.enum(['readable', 'scaled'])),
  backend: optional(z.enum(['iptables', 'nftables'])),
  adminAccess: optional(z.array(z.string())),
});

const hardeningSchema = z.looseObject({
  staticFdb: optional(z.boolean()),
  learningOff: optional(z.boolean()),
  floodOff: optional(z.boolean()),
  isolated: optional(z.boolean()),
  rootBlock: optional(z.boolean()),
});

const bridgeSchema = z.looseObject({
  id: idSchema,
  name: z.string(),
  ageing: optional(z.number()),
  stp: optional(z.boolean()),
  hardening: optional(hardeningSchema),
});

const portSchema = z.looseObject({
  id: idSchema,
  name: z.string(),
  kind: z.enum(['tap', 'veth', 'nic']),
  bridge: idSchema,
  peer: optional(idSchema),
  protect: optional(protectSchema),
});

const interfaceSchema = z.looseObject({
  id: idSchema,
  name: z.string(),
  kind: z.enum(['ethernet', 'veth', 'loopback']),
  addresses: z.array(z.string()),
  peer: optional(idSchema),
});

const hostSchema = z.looseObject({
  id: idSchema,
  name: z.string(),
  role: z.enum(['hypervisor', 'workstation']),
  connection: optional(connectionSchema),
  bridges: z.array(bridgeSchema),
  ports: z.array(portSchema),
  interfaces: z.array(interfaceSchema),
  settings: optional(settingsSchema),
});

const nicSchema = z.looseObject({
  port: idSchema,
  mac: optional(z.string()),
  addresses: z.array(z.string()),
  routes: optional(z.array(z.string())),
});

const guestSchema = z.looseObject({ id: idSchema, name: z.string(), nics: z.array(nicSchema) });

const externalSchema = z.looseObject({
  id: idSchema,
  name: z.string(),
  addresses: z.array(z.string()),
  port: optional(idSchema),
});

const groupSchema = z.looseObject({ id: idSchema, name: z.string(), members: ids });
const addressSchema = z.looseObject({ id: idSchema, name: z.string(), value: z.string() });

const serviceSchema = z.looseObject({
  id: idSchema,
  name: z.string(),
  protocol: z.enum(['tcp', 'udp', 'icmp', 'icmpv6', 'ip']),
  ports: optional(z.string()),
  sourcePorts: optional(z.string()),
  icmpType: optional(z.string()),
  number: optional(z.number()),
});

const userSchema = z.looseObject({ id: idSchema, name: z.string(), uid: z.number() });

const intervalSchema = z.looseObject({
  id: idSchema,
  name: z.string(),
  days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])),
  from: z.string(),
  to: z.string(),
});

const ruleSchema = z.looseObject({
  id: idSchema,
  enabled: optional(z.boolean()),
  action: z.enum(['accept', 'deny', 'reject', 'branch', 'continue']),
  branch: optional(idSchema),
  source: optional(ids),
  destination: optional(ids),
  service: optional(ids),
  user: optional(ids),
  interval: optional(ids),
  ports: optional(ids),
  interfaces: optional(ids),
  direction: optional(z.enum(['in', 'out', 'both'])),
  not: optional(
    z.looseObject({
      source: optional(z.boolean()),
      destination: optional(z.boolean()),
      service: optional(z.boolean()),
      ports: optional(z.boolean()),
    }),
  ),
  state: optional(z.enum(['new', 'stateless'])),
  log: optional(z.boolean()),
  comment: optional(z.string()),
});

const policySchema = z.looseObject({
  id: idSchema,
  name: z.string(),
  kind: z.enum(['main', 'branch']),
  attach: z.looseObject({
    host: optional(idSchema),
    bridge: optional(idSchema),
    port: optional(idSchema),
    guest: optional(idSchema),
    group: optional(idSchema),
  }),
  rules: z.array(ruleSchema),
});

export const documentSchema = z.looseObject({
  format: z.literal(DOCUMENT_FORMAT),
  version: z.literal(DOCUMENT_VERSION),
  name: z.string(),
  hosts: z.array(hostSchema),
  guests: z.array(guestSchema),
  externals: z.array(externalSchema),
  groups: z.array(groupSchema),
  addresses: z.array(addressSchema),
  services: z.array(serviceSchema),
  users: z.array(userSchema),
  intervals: z.array(intervalSchema),
  policies: z.array(policySchema),
  view: optional(
    z.looseObject({
      nodes: optional(z.record(z.string(), nodeViewSchema)),
      ports: optional(z.record(z.string(), portViewSchema)),
      locked: optional(z.boolean()),
    }),
  ),
});

function hasControlCharacter(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}
