import * as z from 'zod';
import { callErrorSchema } from './errors.ts';

/**
 * What crosses a channel: requests from the window; responses and events from the backend. A request's parameters are
 * checked by the schema of its call, so here they are any JSON value.
 */

/** Requests longer than this (see `measureMessage`) are refused on both sides: no drawing comes near it. */
export const MAX_MESSAGE_LENGTH = 16 * 1024 * 1024;

export const requestSchema = z.object({
  id: z.string().min(1).max(64),
  call: z.string().max(64),
  params: z.unknown(),
});

/** `id` is missing only when the request was so malformed that it had none to repeat. */
export const responseSchema = z.discriminatedUnion('ok', [
  z.object({ id: z.string(), ok: z.literal(true), result: z.unknown() }),
  z.object({ id: z.string().optional(), ok: z.literal(false), error: callErrorSchema }),
]);

export const eventMessageSchema = z.object({ event: z.string(), payload: z.unknown() });

export type Request = z.infer<typeof requestSchema>;
export type Response = z.infer<typeof responseSchema>;
