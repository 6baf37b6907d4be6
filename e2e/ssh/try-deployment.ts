import type { Compiler } from '../../electron/backend/deploy/plan-deployment.ts';
import { programCompiler } from '../../electron/backend/deploy/program-compiler.ts';
import type { RemotePaths } from '../../electron/backend/deploy/remote/remote-paths.ts';
import type { DeploymentEnd } from '../../electron/backend/deploy/run-deployment.ts';
import { type Deployment, startDeployment } from '../../electron/backend/deploy/start-deployment.ts';
import type { Ask } from '../../electron/backend/ssh/ask.ts';
import { createSshClient } from '../../electron/backend/ssh/ssh-client.ts';
import type { DeployEvent, DeployStep } from '../../shared/contract/contract.ts';
import type { Document } from '../../shared/document/document.ts';
import type { SshHost } from './ssh-host.ts';

/** For deployments that are to lapse: less than the document format allows, but enough to come to the confirmation first. */
export const SHORT = 6;

/** For all others: so long that no busy machine makes them lapse. */
const LONG = 60;

export interface Attempt {
  readonly document: Document;
  /** The program's own unless another is given. */
  readonly compiler?: Compiler;
  /** What to do at an event: confirm, cancel, cut the line... */
  readonly on?: (event: DeployEvent, deployment: Deployment) => unknown;
  readonly rollbackSeconds?: number;
  readonly graceSeconds?: number;
  readonly dryRun?: boolean;
  /** Answers what ssh and sudo ask. */
  readonly ask?: Ask;
  readonly release?: string;
  readonly drill?: boolean;
  readonly probeGuests?: boolean;
  /** Where things stand on the host, if not where they usually do. */
  readonly paths?: RemotePaths;
}

export interface Tried extends DeploymentEnd {
  readonly session: string;
  readonly events: readonly DeployEvent[];
  /** The state in which each step was last. */
  readonly steps: Readonly<Partial<Record<DeployStep, string>>>;
}

/** Deploys to a host to the end. */
export async function tryDeployment(host: SshHost, attempt: Attempt): Promise<Tried> {
  const events: DeployEvent[] = [];
  const deployment = startDeployment(
    {
      text: JSON.stringify(attempt.document),
      host: 'mytux',
      dryRun: attempt.dryRun,
      release: attempt.release,
      drill: attempt.drill,
      probeGuests: attempt.probeGuests,
    },
    {
      compiler: attempt.compiler ?? programCompiler,
      client: createSshClient(host.sshConfig()),
      rollbackSeconds: attempt.rollbackSeconds ?? LONG,
      ...(attempt.paths === undefined ? {} : { paths: attempt.paths }),
      ...(attempt.ask === undefined ? {} : { ask: attempt.ask }),
      ...(attempt.graceSeconds === undefined ? {} : { graceSeconds: attempt.graceSeconds }),
    },
    (event) => {
      events.push(event);
      attempt.on?.(event, deployment);
    },
  );
  const end = await deployment.ended;
  const steps: Partial<Record<DeployStep, string>> = {};
  for (const event of events) if (event.kind === 'step') steps[event.step] = event.state;
  return { ...end, session: deployment.session, events, steps };
}

/** Confirms as soon as it can be: what the command line's `--yes` does. */
export function confirmAtOnce(event: DeployEvent, deployment: Deployment): void {
  if (event.kind === 'awaiting-confirmation') deployment.confirm();
}

/** Whether an event tells that a step is in this state now. */
export function isStep(event: DeployEvent, step: DeployStep, state: 'running' | 'done'): boolean {
  return event.kind === 'step' && event.step === step && event.state === state;
}
