import { create } from 'zustand';
import { DEPLOY_STEPS, type DeployEvent, type DeployOutcome, type DeployStep } from '../../shared/contract/contract.ts';
import type { Id } from '../../shared/document/document.ts';

export interface StepProgress {
  readonly step: DeployStep;
  readonly state: 'waiting' | 'running' | 'done' | 'skipped' | 'failed';
  readonly message: string;
}

interface DeployState {
  /** The host chosen in the Deploy tab. */
  readonly host: Id | undefined;
  readonly phase: 'idle' | 'starting' | 'running' | 'confirming' | 'ended';
  readonly session: string | undefined;
  readonly dryRun: boolean;
  readonly steps: readonly StepProgress[];
  readonly output: string;
  /** By this machine's clock; the host rolls back when it passes unconfirmed. */
  readonly deadline: number | undefined;
  readonly outcome: DeployOutcome | undefined;
  readonly message: string | undefined;
  /** Confirm or Roll back was pressed and its end has not come yet. */
  readonly answered: 'confirm' | 'cancel' | undefined;
}

const WAITING: readonly StepProgress[] = DEPLOY_STEPS.map((step) => ({ step, state: 'waiting', message: '' }));
const LONGEST_OUTPUT = 200_000;

export const useDeploy = create<DeployState>()(() => ({
  host: undefined,
  phase: 'idle',
  session: undefined,
  dryRun: false,
  steps: WAITING,
  output: '',
  deadline: undefined,
  outcome: undefined,
  message: undefined,
  answered: undefined,
}));

/** Forgets how the last deployment ended: another document is on screen. One under way goes on. */
export function forgetDeployment(): void {
  if (!isDeploying()) useDeploy.setState(useDeploy.getInitialState());
}

/** One deployment at a time. */
export function isDeploying(): boolean {
  const { phase } = useDeploy.getState();
  return phase === 'starting' || phase === 'running' || phase === 'confirming';
}

export function beginDeployment(host: Id, dryRun: boolean): void {
  useDeploy.setState({
    host,
    dryRun,
    phase: 'starting',
    session: undefined,
    steps: WAITING,
    output: '',
    deadline: undefined,
    outcome: undefined,
    message: undefined,
    answered: undefined,
  });
}

/** Takes what the backend tells. Events can come before the answer that names the session. */
export function takeDeployEvent(event: DeployEvent): void {
  const now = useDeploy.getState();
  if (now.session === undefined ? now.phase !== 'starting' : now.session !== event.session) return;
  const session = event.session;
  switch (event.kind) {
    case 'step': {
      const { step, state, message } = event;
      const steps = now.steps.map((one) => (one.step === step ? { step, state, message } : one));
      useDeploy.setState({ session, steps, phase: now.phase === 'starting' ? 'running' : now.phase });
      return;
    }
    case 'output':
      useDeploy.setState({ session, output: (now.output + event.text).slice(-LONGEST_OUTPUT) });
      return;
    case 'awaiting-confirmation':
      useDeploy.setState({ session, phase: 'confirming', deadline: event.deadline });
      return;
    case 'ended':
      useDeploy.setState({
        session,
        phase: 'ended',
        outcome: event.outcome,
        message: event.message,
        deadline: undefined,
        answered: undefined,
      });
      return;
  }
}

/** The deployment did not even begin, or the connection broke under it. */
export function failDeployment(message: string): void {
  useDeploy.setState({ phase: 'ended', outcome: 'failed', message, deadline: undefined, answered: undefined });
}
