import * as z from 'zod';

/** What ssh or the host wants to know while a connection is made. */
const QUESTION_KINDS = ['passphrase', 'password', 'sudo-password', 'unknown-host-key', 'other'] as const;

/** A question that only the person in front of the window can answer. It stays until it is answered or withdrawn. */
const questionSchema = z.object({
  id: z.string(),
  /** The host's name in the document; the question may be about a jump host on the way, which `prompt` then names. */
  host: z.string(),
  /** The deployment that waits for the answer; absent when a reading call does. */
  session: z.string().optional(),
  kind: z.enum(QUESTION_KINDS),
  /** What is asked, as one sentence of ours. */
  prompt: z.string(),
  /** The words of ssh or of the host. */
  detail: z.string().optional(),
  /** With `unknown-host-key`: what to compare at the host's own console. */
  hostKey: z.object({ type: z.string(), fingerprint: z.string(), address: z.string() }).optional(),
  /**
   * How it is answered: `secret` by a text that is not shown, `text` by one that may be, `accept` by a plain yes or no, and
   * `presence` at a security key: there is nothing to type, it can only be refused, and is withdrawn once the key was touched.
   */
  answer: z.enum(['secret', 'text', 'accept', 'presence']),
});

/** Secrets are kept in memory alone, and no longer than the connection they are for. */
const questionAnswerSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('secret'), text: z.string().max(4096) }),
  z.object({ kind: z.literal('accept') }),
  z.object({ kind: z.literal('refuse') }),
]);

export const QUESTION_CALLS = {
  /** Answers a question of this window; `refuse` ends what asked it. */
  'questions.answer': {
    params: z.object({ id: z.string(), answer: questionAnswerSchema }),
    result: z.object({}),
  },
} as const;

export const QUESTION_EVENTS = {
  question: questionSchema,
  /** Nobody waits for the answer any more: cancelled, out of time, or the connection is gone. */
  'question-withdrawn': z.object({ id: z.string() }),
} as const;

export type Question = z.infer<typeof questionSchema>;
export type QuestionKind = (typeof QUESTION_KINDS)[number];
export type QuestionAnswer = z.infer<typeof questionAnswerSchema>;
