import * as z from 'zod';

const bySchema = z.enum([
  'by-timer',
  'by-request',
  /** Somebody ran `rollback.sh` at the host's console. */
  'by-hand',
  'by-confirmation',
  /** Nothing was armed there. */
  'none',
  /** What was armed is gone with a restart of the host. */
  'restart',
  /** Armed, and not decided yet. */
  'nobody',
]);

/**
 * `confirmed`: the new rules stay; `restored`: the earlier rules run and were compared with what was saved, or after a restart with the release that is
 * started at boot.
 */
const resultSchema = z.enum(['confirmed', 'restored', 'differs', 'failed', 'running', 'none']);

/** How a host says that a deployment was decided. */
export type Decision =
  | {
      readonly by: z.infer<typeof bySchema>;
      readonly result: z.infer<typeof resultSchema>;
      /** The end of the rollback's own log. */
      readonly log: string;
    }
  /** The host said something else: no answer of the scripts, a damaged file. `log` is what it said. */
  | { readonly by: 'unreadable'; readonly log: string };

/** Reads what `bringBackScript` and `disarmScript` printed. */
export function parseDecision(output: string): Decision {
  const [first = '', second = '', ...log] = output.split('\n');
  const by = bySchema.safeParse(/^by=(.*)$/.exec(first)?.[1]);
  const result = resultSchema.safeParse(/^result=(.*)$/.exec(second)?.[1]);
  if (!by.success || !result.success) return { by: 'unreadable', log: output.trim() };
  return { by: by.data, result: result.data, log: log.join('\n').trim() };
}
