import type { DeployEvent, Emit, Handlers } from '../../shared/contract/contract.ts';
import { CallError } from '../../shared/contract/errors.ts';
import type { DeployService } from './deploy/deploy-service.ts';
import type { Ask } from './ssh/ask.ts';

type DeployCall = 'deploy.start' | 'deploy.confirm' | 'deploy.cancel';

/** The deploy calls of one window. A window can act only on the deployments that it started. */
export function deployHandlers(
  deploy: DeployService,
  ask: Ask,
  emit: Emit,
  onClose: (listener: () => void) => void,
): Pick<Handlers, DeployCall> {
  const running = new Set<string>();
  let closed = false;
  // Silence ends in the rules that ran before: the host would see to it by itself, this only makes it sooner.
  onClose(() => {
    closed = true;
    for (const session of running) giveUp(session);
  });

  function giveUp(session: string): void {
    // A refusal means that it is decided already: confirmed rules stay, everything else is on its way back.
    deploy.cancel(session).catch(() => {});
  }

  function own(session: string): string {
    if (running.has(session)) return session;
    throw new CallError('not-found', 'That deployment has ended already, or was started by another window.');
  }

  return {
    'deploy.start': async (params) => {
      const ended = new Set<string>();
      const listen = (event: DeployEvent): void => {
        if (event.kind === 'ended') {
          ended.add(event.session);
          running.delete(event.session);
        }
        emit('deploy', event);
      };
      const started = await deploy.start(params, listen, ask);
      if (!ended.has(started.session)) running.add(started.session);
      if (closed) giveUp(started.session);
      return started;
    },
    'deploy.confirm': async ({ session }) => {
      await deploy.confirm(own(session));
      return {};
    },
    'deploy.cancel': async ({ session }) => {
      await deploy.cancel(own(session));
      return {};
    },
  };
}
