import { create } from 'zustand';
import { DEPLOY_STEPS, type DeployEvent, type DeployOutcome, type DeployStep } from '../../shared/contract/contract.ts';
import type { PreflightResult } from '../../shared/contract/preflight.ts';
import type { Id } from '../../shared/document/document.ts';

export interface StepProgress {
  readonly step: DeployStep;
  readonly state: 'waiting' | 'running' | 'done' | 'skipped' | 'failed';
  readonly message: string;
}

/** What is done to a host: `bring-back` pushes a release that it has kept. */
export type DeploymentKind = 'deploy' | 'dry-run' | 'bring-back' | 'drill';

/** The newest deployment of one host. */
export interface Deployment {
  readonly host: Id;
  /** The host's name when it began: the document may be another one by now. */
  readonly name: string;
  readonly kind: DeploymentKind;
  readonly phase: 'starting' | 'running' | 'confirming' | 'ended';
  readonly session?: string;
  readonly steps: readonly StepProgress[];
  /** Guests that answered the host before the load and no longer do. */
  readonly silent?: readonly string[];
  readonly preflight?: readonly PreflightResult[];
  readonly output: string;
  /** By this machine's clock; the host rolls back when it passes unconfirmed. */
  readonly deadline?: number;
  /** When the way back was armed on the host, by this machine's clock. */
  readonly armed?: number;
  /** How long the deadline was at its beginning. */
  readonly seconds?: number;
  readonly outcome?: DeployOutcome;
  readonly message?: string;
  /** Confirm or Roll back was pressed and its end has not come yet. */
  readonly answered?: 'confirm' | 'cancel';
}

/** The steps there are to show: waiting for other hosts and asking guests are told only where they happen. */
export function shownSteps({ steps }: Pick<Deployment, 'steps'>): readonly StepProgress[] {
  return steps.filter(({ step, state }) => (step !== 'queue' && step !== 'probe') || state !== 'waiting');
}

interface DeployState {
  /** By host. */
  readonly deployments: Readonly<Record<Id, Deployment>>;
}

const LONGEST_OUTPUT = 200_000;
const NOTHING_YET: readonly StepProgress[] = DEPLOY_STEPS.map((step) => ({ step, state: 'waiting', message: '' }));

export const useDeploy = create<DeployState>()(() => ({ deployments: {} }));

/** Told of sessions that no answer has named yet: the first events can come before it. */
let early: DeployEvent[] = [];

export function isUnderWay(deployment: Deployment | undefined): boolean {
  return deployment !== undefined && deployment.phase !== 'ended';
}

/** The deployments that are under way, or only those that wait for their confirmation. */
export function underWay(state: DeployState, phase?: Deployment['phase']): readonly Deployment[] {
  return Object.values(state.deployments).filter(
    (one) => isUnderWay(one) && (phase === undefined || one.phase === phase),
  );
}

/** Forgets how deployments ended: another document is on screen. Those under way go on. */
export function forgetDeployments(): void {
  const kept = underWay(useDeploy.getState()).map((one) => [one.host, one] as const);
  useDeploy.setState({ deployments: Object.fromEntries(kept) });
}

/** One deployment at a time for each host: false when one is under way. */
export function beginDeployment(host: Id, name: string, kind: DeploymentKind): boolean {
  if (isUnderWay(useDeploy.getState().deployments[host])) return false;
  put({ host, name, kind, phase: 'starting', steps: NOTHING_YET, output: '' });
  return true;
}

/** The backend has taken the deployment on, under this name. */
export function nameDeployment(host: Id, session: string): void {
  const now = useDeploy.getState().deployments[host];
  if (now?.phase !== 'starting') return;
  put({ ...now, session, phase: 'running' });
  const own = early.filter((event) => event.session === session);
  early = someStarting() ? early.filter((event) => event.session !== session) : [];
  for (const event of own) takeDeployEvent(event);
}

/** Takes what the backend tells. */
export function takeDeployEvent(event: DeployEvent): void {
  const now = underWay(useDeploy.getState()).find(({ session }) => session === event.session);
  if (now) put(after(now, event));
  else if (someStarting()) early.push(event);
}

/** Confirm or Roll back was pressed, or its call has failed. */
export function answerDeployment(host: Id, answered: Deployment['answered']): void {
  const now = useDeploy.getState().deployments[host];
  if (!now) return;
  const { answered: _before, ...rest } = now;
  put(answered === undefined ? rest : { ...rest, answered });
}

/** The deployment did not even begin, or the connection broke under it. */
export function failDeployment(host: Id, message: string): void {
  const now = useDeploy.getState().deployments[host];
  if (now) put(ended(now, 'failed', message));
}

function after(now: Deployment, event: DeployEvent): Deployment {
  switch (event.kind) {
    case 'step': {
      const { step, state, message } = event;
      const steps = now.steps.map((one) => (one.step === step ? { step, state, message } : one));
      return step === 'arm' && state === 'done' ? { ...now, steps, armed: Date.now() } : { ...now, steps };
    }
    case 'output':
      return { ...now, output: (now.output + event.text).slice(-LONGEST_OUTPUT) };
    case 'preflight':
      return { ...now, preflight: event.results };
    case 'silent-guests':
      return { ...now, silent: event.guests };
    case 'awaiting-confirmation':
      return { ...now, phase: 'confirming', deadline: Date.now() + event.seconds * 1000, seconds: event.seconds };
    case 'ended':
      return ended(now, event.outcome, event.message);
  }
}

function ended(now: Deployment, outcome: DeployOutcome, message: string): Deployment {
  const { deadline: _deadline, answered: _answered, ...rest } = now;
  return { ...rest, phase: 'ended', outcome, message };
}

function someStarting(): boolean {
  return underWay(useDeploy.getState(), 'starting').length > 0;
}

function put(deployment: Deployment): void {
  const { deployments } = useDeploy.getState();
  useDeploy.setState({ deployments: { ...deployments, [deployment.host]: deployment } });
}
