import * as z from 'zod';

/** `stop` refuses a deployment, a `warning` is only told. */
const PREFLIGHT_VERDICTS = ['fine', 'warning', 'stop'] as const;

/** What one check found on a host, which it only read. */
export const preflightResultSchema = z.object({
  /** Stable, for scripts: `free-space`. One check may have several results. */
  check: z.string(),
  title: z.string(),
  verdict: z.enum(PREFLIGHT_VERDICTS),
  message: z.string(),
  /** What to do about it; absent when there is nothing to do. */
  mend: z.string().optional(),
});

export const PREFLIGHT_CALLS = {
  /** Looks at a host as a deployment would before it begins, and changes nothing there. */
  'hosts.preflight': {
    params: z.object({ text: z.string(), host: z.string() }),
    result: z.object({ results: z.array(preflightResultSchema) }),
  },
} as const;

export type PreflightVerdict = (typeof PREFLIGHT_VERDICTS)[number];
export type PreflightResult = z.infer<typeof preflightResultSchema>;
