import { randomBytes } from 'node:crypto';
import { hostname, userInfo } from 'node:os';
import type { DeployEvent } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/errors.ts';
import type { Ask } from '../ssh/ask.ts';
import { createSshClient, type SshClient } from '../ssh/ssh-client.ts';
import { DeployQueue } from './deploy-queue.ts';
import { DeploymentCancelled } from './deployment-failure.ts';
import { type Compiler, type DeployPlan, type DeployRequest, planDeployment } from './plan-deployment.ts';
import { DEFAULT_REMOTE_PATHS, deploymentPaths, type RemotePaths } from './remote/remote-paths.ts';
import { type DeploymentEnd, runDeployment } from './run-deployment.ts';

/** What deployments are made with; the defaults are the program's own. */
export interface DeployOptions {
  readonly compiler: Compiler;
  readonly client?: SshClient;
  /** Answers what ssh and sudo ask; without it a host that asks is refused. */
  readonly ask?: Ask;
  readonly paths?: RemotePaths;
  /** Overrides the host's `settings.rollbackSeconds`. */
  readonly rollbackSeconds?: number;
  /** Lets only so many deployments run at once; without it none waits. */
  readonly queue?: DeployQueue;
  /** How long after the timer's time a silent host is still asked; 25 by default. */
  readonly graceSeconds?: number;
}

const GRACE_SECONDS = 25;
const NO_QUEUE = new DeployQueue(Number.POSITIVE_INFINITY);

/** A deployment under way. */
export interface Deployment {
  readonly session: string;
  /** Resolves with how it ended; never rejects. Its `ended` event was sent before. */
  readonly ended: Promise<DeploymentEnd>;
  /** Keeps the new rules. Throws `CallError` unless the deployment waits for that. */
  confirm(): void;
  /** Stops the deployment and brings the earlier rules back. Throws `CallError` when it is decided already. */
  cancel(): void;
}

/**
 * Compiles the document for one host and begins to deploy it. Throws `CallError` at once when it cannot be compiled, or
 * when it gives something else than was previewed; everything later is told by events and by `ended`.
 */
export function startDeployment(
  request: DeployRequest,
  options: DeployOptions,
  listener: (event: DeployEvent) => void,
): Deployment {
  // A window that has gone must not take its deployment down half-way.
  const emit = (event: DeployEvent) => {
    try {
      listener(event);
    } catch {
      // Nobody is left to be told.
    }
  };
  const planned = planDeployment(request, options.compiler);
  const plan = { ...planned, rollbackSeconds: options.rollbackSeconds ?? planned.rollbackSeconds };
  const session = randomBytes(6).toString('hex');
  const client = options.client ?? createSshClient();
  const { ask } = options;
  const cancelling = new AbortController();
  let state: 'running' | 'confirmable' | 'confirmed' | 'ended' = 'running';
  let confirmed = () => {};
  const confirmation = new Promise<void>((resolve) => {
    confirmed = resolve;
  });

  const run = async (): Promise<DeploymentEnd> => {
    // The caller learns the session from our return; no event may come before.
    await new Promise((resolve) => setImmediate(resolve));
    emit({
      kind: 'step',
      session,
      step: 'compile',
      ...compileReport(plan),
    });
    const queue = options.queue ?? NO_QUEUE;
    const work = () =>
      runDeployment({
        session,
        plan,
        paths: deploymentPaths(options.paths ?? DEFAULT_REMOTE_PATHS, session, plan.hash),
        client: ask === undefined ? client : client.asking((question, signal) => ask({ ...question, session }, signal)),
        who: `${userInfo().username}@${hostname()}`,
        dryRun: request.dryRun ?? false,
        graceMs: (options.graceSeconds ?? GRACE_SECONDS) * 1000,
        emit,
        cancel: cancelling.signal,
        confirmed: confirmation,
        confirmable: (possible) => {
          if (possible) state = 'confirmable';
          else if (state === 'confirmable') state = 'running';
        },
      });
    const end = await queue
      .run(work, cancelling.signal, (state, message) => emit({ kind: 'step', session, step: 'queue', state, message }))
      .catch((error: unknown): DeploymentEnd => {
        if (error instanceof DeploymentCancelled)
          return { outcome: 'cancelled', message: `Cancelled. Nothing was changed on ${plan.host.name}.` };
        return { outcome: 'failed', message: `The deployment broke off: ${String(error)}` };
      });
    state = 'ended';
    emit({ kind: 'ended', session, ...end });
    return end;
  };

  return {
    session,
    ended: run(),
    confirm() {
      if (state === 'confirmed') return;
      if (state !== 'confirmable')
        throw new CallError(
          'bad-request',
          state === 'ended'
            ? 'The deployment has ended: there is nothing to confirm any more.'
            : 'The deployment does not wait for a confirmation yet.',
        );
      state = 'confirmed';
      confirmed();
    },
    cancel() {
      if (state === 'confirmed' || state === 'ended')
        throw new CallError('bad-request', 'The deployment is decided already: it can no longer be cancelled.');
      cancelling.abort();
    },
  };
}

function compileReport(plan: DeployPlan): { state: 'done' | 'skipped'; message: string } {
  const { host, hash } = plan;
  const short = hash.slice(0, 12);
  if (plan.kind === 'stop')
    return { state: 'skipped', message: `Nothing is compiled: our rules on ${host.name} are to go.` };
  if (plan.kind === 'bring-back')
    return { state: 'skipped', message: `Nothing is compiled: ${host.name} has release ${short} already.` };
  return { state: 'done', message: `Compiled ${plan.release.rules.length} rules for ${host.name}: release ${short}.` };
}
