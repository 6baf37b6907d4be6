import * as z from 'zod';

/** The name of something that a person has chosen for every window: `theme`, `rows`... */
const keySchema = z.string().regex(/^[a-z][a-z0-9.:_-]{0,120}$/);

/** Bounded, because a window writes it and a file keeps it. */
const valueSchema = z.string().max(4000);

export const preferencesSchema = z.record(keySchema, valueSchema);

/** What a person likes in the window itself; no document hangs on it. */
export const PREFERENCE_CALLS = {
  'preferences.read': { params: z.object({}), result: z.object({ kept: preferencesSchema }) },
  'preferences.keep': { params: z.object({ key: keySchema, value: valueSchema }), result: z.object({}) },
} as const satisfies Record<string, { params: z.ZodType; result: z.ZodType }>;

export type Preferences = Readonly<z.infer<typeof preferencesSchema>>;
