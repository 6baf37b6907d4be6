import type { DeploymentContext } from './deployment-run.ts';

/**
 * A line of the host's journal after its date: a JSON object's rest. The date is the host's own, written when the line is.
 */
export function journalTail(context: DeploymentContext, outcome: 'confirmed' | 'undone'): string {
  const { plan, session, who } = context;
  const line = JSON.stringify({
    session,
    host: plan.host.id,
    release: plan.release.hash,
    document: plan.document,
    documentName: plan.documentName,
    who,
    outcome,
  });
  return line.slice(1);
}
