import * as z from 'zod';

/** One file of the recovery folder: unsaved work and whose it is. */
export const recoveryCopySchema = z.object({
  id: z.string(),
  name: z.string(),
  path: z.string().optional(),
  saved: z.number(),
  owner: z.object({ pid: z.number(), started: z.string().optional(), window: z.string() }),
  text: z.string(),
});

export type RecoveryCopy = z.infer<typeof recoveryCopySchema>;
