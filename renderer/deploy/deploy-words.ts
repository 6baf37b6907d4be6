import type { DeployOutcome, DeployStep } from '../../shared/contract/contract.ts';
import type { Deployment, DeploymentKind } from '../state/deploy-store.ts';

export const STEP_WORDS = {
  compile: 'Compile',
  queue: 'Wait for the others',
  connect: 'Connect',
  preflight: 'Look at the host',
  lock: 'Lock',
  upload: 'Upload',
  check: 'Check the rules there',
  arm: 'Arm the way back',
  start: 'Start the new rules',
  prove: 'Prove it can be reached',
  probe: 'Ask the guests',
  confirm: 'Wait for you',
  disarm: 'Disarm the way back',
  enable: 'Enable at boot',
  journal: 'Write the journal',
} as const satisfies Record<DeployStep, string>;

export const OUTCOME_WORDS = {
  confirmed: { tone: 'good', title: 'The new rules run and stay.' },
  'dry-run': { tone: 'good', title: 'The dry run went well; nothing was changed.' },
  'drill-passed': { tone: 'good', title: 'The drill went well: the host came back by itself.' },
  refused: { tone: 'bad', title: 'The deployment was refused; nothing was changed.' },
  failed: { tone: 'bad', title: 'The deployment failed.' },
  'rolled-back': { tone: 'warning', title: 'Rolled back: the rules that ran before run again.' },
  lapsed: { tone: 'warning', title: 'Not confirmed in time: the rules that ran before run again.' },
  // Stopped at any time, also after the new rules ran: then the old ones were brought back.
  cancelled: { tone: 'warning', title: 'Stopped: the host has the rules that it had before.' },
} as const satisfies Record<DeployOutcome, { tone: 'good' | 'warning' | 'bad'; title: string }>;

export const KIND_WORDS = {
  deploy: 'Deployment',
  'dry-run': 'Dry run',
  'bring-back': 'Bringing a release back',
  drill: 'Drill',
} as const satisfies Record<DeploymentKind, string>;

/** Where the deployment is now, in a sentence. */
export function progressWords({ phase, steps, answered, outcome, silent }: Deployment): string {
  if (phase === 'ended') return outcome ? OUTCOME_WORDS[outcome].title : '';
  if (answered === 'cancel') return 'Bringing the earlier rules back…';
  if (phase === 'confirming' && silent && !answered) return `${silent.join(', ')} fell silent. Keep the new rules?`;
  if (phase === 'confirming') return answered ? 'Keeping the new rules…' : 'The new rules run. Keep them?';
  const running = steps.find((step) => step.state === 'running');
  return running ? running.message || STEP_WORDS[running.step] : 'Starting…';
}
