import type { DeploymentRun } from './deployment-run.ts';

/**
 * A line of the host's journal after its date: a JSON object's rest. The date is the host's own, written when the line is.
 */
export function journalTail(run: DeploymentRun, outcome: 'confirmed' | 'stopped' | 'undone'): string {
  const { plan, session, who, kept } = run;
  const line = JSON.stringify({
    session,
    host: plan.host.id,
    release: plan.hash,
    document: kept?.document ?? plan.document,
    documentName: kept?.documentName ?? plan.documentName,
    who,
    ...(plan.kind === 'push' ? {} : { kind: plan.kind }),
    outcome,
  });
  return line.slice(1);
}
