import * as z from 'zod';

/** What a host runs, compared with the document and with itself. */
const HOST_STATES = ['in-sync', 'changed', 'drifted', 'never-deployed', 'unreachable'] as const;

/** What happened to a rule: `moved` means the same rule at another place among the others. */
const RULE_CHANGES = ['added', 'removed', 'changed', 'moved'] as const;

const hostStatusSchema = z.object({
  /**
   * `changed`: the document compiles to another release than the deployed one; `drifted`: the kernel does not hold what the
   * deployed release says. A host that is both is `drifted`, and the message says both.
   */
  state: z.enum(HOST_STATES),
  message: z.string(),
  /** The release that was confirmed last. */
  deployed: z
    .object({
      release: z.string(),
      /** Milliseconds since 1970, by the host's clock. */
      at: z.number(),
      /** `user@machine`. */
      by: z.string(),
      documentName: z.string(),
    })
    .optional(),
  /** Whether the host starts its rules at boot; absent where that cannot be told (no systemd). */
  boot: z.boolean().optional(),
  rules: z.object({ loaded: z.number(), expected: z.number() }).optional(),
});

const ruleChangeSchema = z.object({
  change: z.enum(RULE_CHANGES),
  /** The file of `files` that the line stands in. */
  file: z.string(),
  /** A section of the rule set, or `layer-2`. */
  section: z.string().optional(),
  chain: z.string(),
  /** The rule's number: after the change, for a removed one before it. */
  number: z.number().optional(),
  /** The id of the user's rule that it comes from. */
  ruleId: z.string().optional(),
  /** The rule in words, as the script's comments have it. */
  label: z.string().optional(),
  before: z.string().optional(),
  after: z.string().optional(),
});

const releaseDiffSchema = z.object({
  /** `before`: what is deployed or what the kernel holds; `after`: what the document compiles to. */
  files: z.array(z.object({ name: z.string(), before: z.string(), after: z.string() })),
  rules: z.array(ruleChangeSchema),
  /** Lines that differ in nothing but the number of their rule. */
  renumbered: z.number(),
  same: z.boolean(),
});

const keptReleaseSchema = z.object({
  release: z.string(),
  /** When it was confirmed last: milliseconds since 1970, by the host's clock. */
  at: z.number(),
  by: z.string(),
  documentName: z.string(),
  running: z.boolean(),
  /** The document that made it is kept beside it. */
  document: z.boolean(),
});

const oneHost = z.object({
  /** The document's text. */
  text: z.string(),
  /** The host's id, or its name where no id is the same. */
  host: z.string(),
});

/** What is asked of one host outside a deployment. All but `hosts.stop` only read. */
export const HOST_CALLS = {
  'hosts.status': { params: oneHost, result: hostStatusSchema },
  /** What the document compiles to against the deployed release, or against what the kernel holds now. */
  'hosts.diff': { params: oneHost.extend({ against: z.enum(['deployed', 'kernel']) }), result: releaseDiffSchema },
  /** The releases kept on the host, the newest first. */
  'hosts.history': { params: oneHost, result: z.object({ releases: z.array(keptReleaseSchema) }) },
  /** The document that made a kept release. */
  'hosts.document': { params: oneHost.extend({ release: z.string() }), result: z.object({ text: z.string() }) },
  /** Takes our chains off the host, proves by a new connection that it is still reachable, and puts them back if not. */
  'hosts.stop': {
    /** `disable`: what starts our rules at boot goes too. */
    params: oneHost.extend({ disable: z.boolean().optional() }),
    result: z.object({ message: z.string() }),
  },
  /** Breaks off what this window asks of a host (of all of them without a name); those calls end with `cancelled`. */
  'hosts.cancel': { params: z.object({ host: z.string().optional() }), result: z.object({}) },
} as const satisfies Record<string, { params: z.ZodType; result: z.ZodType }>;

export type HostStatus = z.infer<typeof hostStatusSchema>;
export type HostState = HostStatus['state'];
export type RuleChange = z.infer<typeof ruleChangeSchema>;
export type ReleaseDiff = z.infer<typeof releaseDiffSchema>;
export type KeptRelease = z.infer<typeof keptReleaseSchema>;
