import type { DeployStep } from '../../shared/contract/contract.ts';
import type { Deployment } from '../state/deploy-store.ts';

export interface DrillStage {
  readonly id: 'armed' | 'locked-out' | 'waiting' | 'back';
  readonly title: string;
  readonly state: 'ahead' | 'now' | 'done' | 'failed';
}

const TITLES = {
  armed: 'Way back armed',
  'locked-out': 'Locked out',
  waiting: 'Waiting for it',
  back: 'Back again',
} as const;

const IDS = ['armed', 'locked-out', 'waiting', 'back'] as const;

/** How far a drill has come. */
export function drillStages(deployment: Deployment | undefined): readonly DrillStage[] {
  const reached = deployment ? stagesReached(deployment) : 0;
  const failed = deployment?.phase === 'ended' && deployment.outcome !== 'drill-passed';
  return IDS.map((id, index) => {
    const at = index < reached ? 'done' : index > reached || !deployment ? 'ahead' : failed ? 'failed' : 'now';
    return { id, title: TITLES[id], state: at };
  });
}

function stagesReached(deployment: Deployment): number {
  if (deployment.outcome === 'drill-passed') return IDS.length;
  const done = (step: DeployStep) => deployment.steps.some((one) => one.step === step && one.state === 'done');
  if (done('confirm')) return 3;
  // Loaded is not locked out yet: that is tried by a new connection.
  if (done('prove')) return 2;
  return done('arm') ? 1 : 0;
}
