import type { CallParams, CallResult, DeployEvent } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/errors.ts';
import type { Ask } from '../ssh/ask.ts';
import { DEFAULT_DEPLOY_LIMIT, DeployQueue } from './deploy-queue.ts';
import { type Deployment, type DeployOptions, startDeployment } from './start-deployment.ts';

/** The deployments of a window: what the contract's `deploy.*` calls do. */
export interface DeployService {
  /** Questions of ssh and sudo go to `ask`; without it nothing is asked. */
  start(
    params: CallParams<'deploy.start'>,
    emit: (event: DeployEvent) => void,
    ask?: Ask,
  ): Promise<CallResult<'deploy.start'>>;
  confirm(session: string): Promise<void>;
  cancel(session: string): Promise<void>;
  /** Cancels all that is not decided yet, and waits until the earlier rules run again. */
  closeAll(): Promise<void>;
}

export function createDeployService(options: DeployOptions): DeployService {
  const deployments = new Map<string, Deployment>();
  const queue = options.queue ?? new DeployQueue(DEFAULT_DEPLOY_LIMIT);
  const find = (session: string): Deployment => {
    const deployment = deployments.get(session);
    if (deployment === undefined)
      throw new CallError('not-found', 'This deployment has ended, or was begun by another window.');
    return deployment;
  };
  // All of them async, so that a refusal is a rejection like every other failure of a call.
  return {
    async start(params, emit, ask) {
      if (params.expectedHash === undefined && params.release === undefined && params.drill !== true)
        throw new CallError('bad-request', 'A deployment names the hash of what was previewed: preview, then deploy.');
      const deployment = startDeployment(params, { ...options, queue, ...(ask === undefined ? {} : { ask }) }, emit);
      deployments.set(deployment.session, deployment);
      void deployment.ended.then(() => deployments.delete(deployment.session));
      return { session: deployment.session };
    },
    async confirm(session) {
      find(session).confirm();
    },
    async cancel(session) {
      find(session).cancel();
    },
    async closeAll() {
      const open = [...deployments.values()];
      for (const deployment of open) {
        try {
          deployment.cancel();
        } catch {
          // Decided already: it only has to come to its end.
        }
      }
      await Promise.all(open.map((deployment) => deployment.ended));
    },
  };
}
