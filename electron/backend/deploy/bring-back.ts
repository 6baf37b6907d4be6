import { saidBy } from '../ssh/said-by.ts';
import { ATTEMPT_MS, type DeploymentRun, insist } from './deployment-run.ts';
import { bringBackScript } from './remote/bring-back-script.ts';
import { parseDecision } from './remote/decision.ts';

/** What is known of the earlier rules after an attempt to bring them back. */
export type BroughtBack =
  /** They run; compared with what was saved. */
  | { readonly kind: 'restored'; readonly by: 'by-timer' | 'by-request' | 'by-hand' }
  /** The host was restarted, and runs what it starts at boot: the rules that were confirmed last, or none. */
  | { readonly kind: 'restarted' }
  /** Nothing had been armed, so nothing had been changed either. */
  | { readonly kind: 'untouched' }
  /** The new rules were confirmed after all. */
  | { readonly kind: 'confirmed' }
  /** The host answered, and it is not well. */
  | { readonly kind: 'broken'; readonly sentence: string }
  /** The host stayed silent. */
  | { readonly kind: 'unknown' };

/**
 * Brings the earlier rules back, over whatever connection can be had, or sees that the host's timer does. For so many
 * seconds the timer is left to do it, because its time has come.
 */
export async function bringBack(run: DeploymentRun, patientSeconds: number): Promise<BroughtBack> {
  const { host } = run.plan;
  const script = bringBackScript(run.paths, { patientSeconds, armed: run.phase === 'armed' });
  const result = await insist(run, script, run.deadline + run.graceMs, ATTEMPT_MS + patientSeconds * 1000);
  if (result === undefined) return { kind: 'unknown' };
  const decision = parseDecision(result.stdout);
  if (decision.by === 'unreadable')
    return {
      kind: 'broken',
      sentence: `${host.name} does not say which rules it runs (${decision.log || saidBy(result)}): look at ${run.paths.work} and ${run.paths.journal} there.`,
    };
  const { by, result: rollback, log } = decision;
  const where = `look at ${run.paths.work}/rollback.log on ${host.name}${log === '' ? '' : ` (it ends: ${log})`}`;
  switch (by) {
    case 'none':
      return { kind: 'untouched' };
    case 'restart':
      if (rollback === 'restored') return { kind: 'restarted' };
      return {
        kind: 'broken',
        sentence: `${host.name} was restarted meanwhile, and does not run the rules that were confirmed last: look at the log of bridgewarden.service there, or push again${log === '' ? '' : ` (${log})`}.`,
      };
    case 'by-confirmation':
      return { kind: 'confirmed' };
    case 'by-timer':
    case 'by-request':
    case 'by-hand':
      if (rollback === 'restored') return { kind: 'restored', by };
      if (rollback === 'differs')
        return {
          kind: 'broken',
          sentence: `The earlier rules were loaded again, but what runs is not what was saved: ${where}.`,
        };
      if (rollback === 'failed')
        return { kind: 'broken', sentence: `The earlier rules could not be loaded again: ${where}.` };
      break;
    case 'nobody':
      break;
  }
  return { kind: 'broken', sentence: `The rollback on ${host.name} has not ended yet: ${where}.` };
}
