import * as z from 'zod';
import { HOST_CALLS } from './host-calls.ts';
import { PREFERENCE_CALLS } from './preferences.ts';
import { PREFLIGHT_CALLS, preflightResultSchema } from './preflight.ts';
import { QUESTION_CALLS, QUESTION_EVENTS } from './question.ts';

/**
 * The one contract between a window and its backend: every call with the schema of its parameters and its result, and
 * every event with the schema of its payload. Client and handler types are derived from it. All values are JSON values;
 * nothing is `null`.
 */

/** What a file looked like on disk when it was read or written; compared before every save. */
const fileStampSchema = z.object({ sha256: z.string(), modified: z.number() });

const openedFileSchema = z.object({
  /** Absolute path; absent for a bundled example, which cannot be saved in place. */
  path: z.string().optional(),
  /** The file's text; the window parses it (the document module gives the findings). */
  text: z.string(),
  stamp: fileStampSchema.optional(),
});

/** What a new window begins with, in its address: `new`, `file=PATH` or `example=ID`, escaped as in any address. */
const windowStartSchema = z.string().regex(/^(new|(file|example)=[A-Za-z0-9_.!~*'()%-]+)$/);

const recoverySchema = z.object({
  id: z.string(),
  /** The document's name, for the question that is put to the administrator. */
  name: z.string(),
  path: z.string().optional(),
  /** Milliseconds since 1970. */
  saved: z.number(),
});

/** The steps of a deployment, in their order (DESIGN, "The release, and how it gets to a host"). */
export const DEPLOY_STEPS = [
  'compile',
  /** Only told where the deployment has to wait for others of this backend to end. */
  'queue',
  'connect',
  'preflight',
  'lock',
  'upload',
  'check',
  'arm',
  'start',
  'prove',
  'probe',
  'confirm',
  'disarm',
  'enable',
  'journal',
] as const;

/**
 * How a deployment ended: `rolled-back` and `lapsed` mean that the rules that ran before run again; `drill-passed` that the
 * host was locked away on purpose and came back by itself.
 */
const DEPLOY_OUTCOMES = [
  'confirmed',
  'refused',
  'failed',
  'rolled-back',
  'lapsed',
  'cancelled',
  'dry-run',
  'drill-passed',
] as const;

const deployEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('step'),
    session: z.string(),
    step: z.enum(DEPLOY_STEPS),
    state: z.enum(['running', 'done', 'skipped', 'failed']),
    message: z.string(),
  }),
  /** What the host was found to be like; comes before the step `preflight` ends. */
  z.object({ kind: z.literal('preflight'), session: z.string(), results: z.array(preflightResultSchema) }),
  z.object({ kind: z.literal('output'), session: z.string(), stream: z.enum(['stdout', 'stderr']), text: z.string() }),
  /** Guests that answered the host before the load and no longer do, by their names; only where it was asked for. */
  z.object({ kind: z.literal('silent-guests'), session: z.string(), guests: z.array(z.string()) }),
  /** The new rules run and were proved reachable; the host undoes them when the time passes unconfirmed. */
  z.object({
    kind: z.literal('awaiting-confirmation'),
    session: z.string(),
    /** How many are left; no time of day, because the window may run by another clock. */
    seconds: z.number(),
  }),
  z.object({
    kind: z.literal('ended'),
    session: z.string(),
    outcome: z.enum(DEPLOY_OUTCOMES),
    message: z.string(),
  }),
]);

export const CALLS = {
  /** What this backend is and can do. */
  'app.info': {
    params: z.object({}),
    result: z.object({
      version: z.string(),
      platform: z.string(),
      capabilities: z.object({
        /** The backend can put up the system's own open and save dialogs (`files.pickOpen`, `files.pickSave`). */
        nativeFileDialogs: z.boolean(),
        /** The backend opens further windows (`window.open`); in a browser the page does. */
        nativeWindows: z.boolean(),
      }),
      /** A file named on the command line, to be opened at the start: a path, or `example:NAME`. */
      initialFile: z.string().optional(),
      home: z.string(),
    }),
  },
  /** Another window, for a document of its own. */
  'window.open': { params: z.object({ start: windowStartSchema }), result: z.object({}) },
  /** The documents that were opened and saved last, the latest first. */
  'files.recent': {
    params: z.object({}),
    result: z.object({ files: z.array(z.object({ path: z.string(), opened: z.number() })) }),
  },
  'files.forget': { params: z.object({ path: z.string() }), result: z.object({}) },
  'files.open': {
    params: z.object({
      path: z.string(),
      /** Only to be looked at: it does not become one of the documents used last. */
      aside: z.boolean().optional(),
    }),
    result: openedFileSchema,
  },
  /** Writes to a temporary file beside the target, syncs and renames. */
  'files.save': {
    params: z.object({
      path: z.string(),
      text: z.string(),
      /** `base64`: the text stands for bytes, those of a picture. */
      encoding: z.literal('base64').optional(),
      /** The stamp of what the window has read. Absent: the file must not exist yet (`exists` otherwise). */
      expected: fileStampSchema.optional(),
      /** Overwrite whatever is there: only after the administrator was asked. */
      overwrite: z.boolean().optional(),
    }),
    result: z.object({ path: z.string(), stamp: fileStampSchema }),
  },
  /** One folder, for the window's own file dialog. */
  'files.list': {
    params: z.object({
      folder: z.string(),
      /** Files of every kind and not documents alone: a script that was saved can be chosen too. */
      all: z.boolean().optional(),
    }),
    result: z.object({
      folder: z.string(),
      parent: z.string().optional(),
      entries: z.array(z.object({ name: z.string(), path: z.string(), kind: z.enum(['folder', 'document']) })),
    }),
  },
  'files.pickOpen': { params: z.object({}), result: z.object({ path: z.string().optional() }) },
  'files.pickSave': { params: z.object({ suggested: z.string() }), result: z.object({ path: z.string().optional() }) },
  'files.examples': {
    params: z.object({}),
    result: z.object({ examples: z.array(z.object({ id: z.string(), name: z.string(), sentence: z.string() })) }),
  },
  'files.example': { params: z.object({ id: z.string() }), result: openedFileSchema },
  /** From now on `file-changed` tells when this file changes on disk; one file a window, the last one named. */
  'files.watch': { params: z.object({ path: z.string().optional() }), result: z.object({}) },
  /** Keeps a copy of unsaved work outside the document's file. */
  'recovery.put': {
    params: z.object({ id: z.string(), name: z.string(), path: z.string().optional(), text: z.string() }),
    result: z.object({}),
  },
  /** Copies left behind by a window that did not end cleanly. */
  'recovery.list': { params: z.object({}), result: z.object({ copies: z.array(recoverySchema) }) },
  'recovery.open': {
    params: z.object({ id: z.string() }),
    result: z.object({ text: z.string(), path: z.string().optional() }),
  },
  'recovery.drop': { params: z.object({ id: z.string() }), result: z.object({}) },
  /** Starts a deployment; its progress comes as `deploy` events. The backend compiles the document itself. */
  'deploy.start': {
    params: z.object({
      /** The document's canonical text. */
      text: z.string(),
      host: z.string(),
      /**
       * `CompiledHost.hash` of what the administrator previewed: `preview-differs` when the backend's is another. Required
       * unless a kept release or a drill is asked for.
       */
      expectedHash: z.string().optional(),
      dryRun: z.boolean().optional(),
      /** Brings this kept release of the host back instead of what the document compiles to. */
      release: z.string().optional(),
      /** Locks this machine out of the host on purpose and watches it come back by itself; nothing stays. */
      drill: z.boolean().optional(),
      /** Pings the guests from the host before the load and after it, and tells which fell silent. */
      probeGuests: z.boolean().optional(),
    }),
    result: z.object({ session: z.string() }),
  },
  'deploy.confirm': { params: z.object({ session: z.string() }), result: z.object({}) },
  /** Stops the deployment and brings the earlier rules back. */
  'deploy.cancel': { params: z.object({ session: z.string() }), result: z.object({}) },
  ...PREFERENCE_CALLS,
  ...PREFLIGHT_CALLS,
  ...QUESTION_CALLS,
  ...HOST_CALLS,
} as const satisfies Record<string, { params: z.ZodType; result: z.ZodType }>;

export const EVENTS = {
  'file-changed': z.object({ path: z.string(), stamp: fileStampSchema.optional() }),
  deploy: deployEventSchema,
  ...QUESTION_EVENTS,
} as const satisfies Record<string, z.ZodType>;

export type CallName = keyof typeof CALLS;
export type CallParams<N extends CallName> = z.infer<(typeof CALLS)[N]['params']>;
export type CallResult<N extends CallName> = z.infer<(typeof CALLS)[N]['result']>;
export type EventName = keyof typeof EVENTS;
export type EventPayload<N extends EventName> = z.infer<(typeof EVENTS)[N]>;

export type FileStamp = z.infer<typeof fileStampSchema>;
export type DeployEvent = z.infer<typeof deployEventSchema>;
export type DeployStep = (typeof DEPLOY_STEPS)[number];
export type DeployOutcome = (typeof DEPLOY_OUTCOMES)[number];

/** The backend as a window sees it. */
export interface Client {
  call<N extends CallName>(name: N, params: CallParams<N>): Promise<CallResult<N>>;
  /** Returns a function that ends the subscription. */
  on<N extends EventName>(name: N, listener: (payload: EventPayload<N>) => void): () => void;
  onClose(listener: () => void): void;
}

/** Sends an event to the window that a handler serves. */
export type Emit = <N extends EventName>(name: N, payload: EventPayload<N>) => void;

/** One function a call. It may throw `CallError`; anything else it throws reaches the window as `internal`. */
export type Handlers = {
  readonly [N in CallName]: (params: CallParams<N>) => Promise<CallResult<N>>;
};
