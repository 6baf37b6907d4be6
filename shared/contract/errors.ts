import * as z from 'zod';

/** The closed set of ways in which a call can fail. */
const ERROR_CODES = [
  'bad-request',
  'not-found',
  'permission-denied',
  'not-a-document',
  'changed-on-disk',
  'exists',
  'io',
  'compile-failed',
  'preview-differs',
  'busy',
  'cancelled',
  'unsupported',
  'internal',
] as const;

export const callErrorSchema = z.object({
  code: z.enum(ERROR_CODES),
  /** A sentence for the administrator that names the file, object or host and the mend. */
  message: z.string(),
  details: z.json().optional(),
});

export type ErrorCode = (typeof ERROR_CODES)[number];
export type CallErrorData = z.infer<typeof callErrorSchema>;

/** The error a client's call rejects with, and a handler throws to answer with a sentence of its own. */
export class CallError extends Error {
  readonly code: ErrorCode;
  readonly details?: CallErrorData['details'];

  constructor(code: ErrorCode, message: string, details?: CallErrorData['details']) {
    super(message);
    this.name = 'CallError';
    this.code = code;
    if (details !== undefined) this.details = details;
  }
}
