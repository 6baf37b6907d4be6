import type { CompiledHost } from '../../shared/compiler/result.ts';
import type { Id } from '../../shared/document/document.ts';
import { printDocument } from '../../shared/document/print.ts';
import { backend, sentenceOf, useBackend } from '../backend/backend-store.ts';
import { onConnected } from '../backend/start-backend.ts';
import { beginDeployment, failDeployment, isDeploying, takeDeployEvent, useDeploy } from '../state/deploy-store.ts';
import { commitGesture, currentDocument } from '../state/document-store.ts';
import { notify } from '../state/notice-store.ts';
import { useResults } from '../state/results-store.ts';

/** Listens to deployments from now on. */
export function startDeployments(): void {
  onConnected((client) => client.on('deploy', takeDeployEvent));
  useBackend.subscribe(({ state }) => {
    if (state === 'lost' && isDeploying()) {
      failDeployment(
        'The connection to the backend was lost during the deployment. Unless it was confirmed, the host goes back to ' +
          'the rules that ran before when its timer runs out.',
      );
    }
  });
}

/**
 * What was compiled of a host from the very document on screen. A script style chosen only for the preview is let go first:
 * what is deployed is the host's own.
 */
async function previewedHost(host: Id): Promise<CompiledHost | undefined> {
  if (useResults.getState().style !== undefined) useResults.setState({ style: undefined });
  if (useResults.getState().running) {
    await new Promise<void>((resolve) => {
      const end = useResults.subscribe((state) => {
        if (state.running) return;
        end();
        resolve();
      });
    });
  }
  const { document, result } = useResults.getState();
  if (document !== currentDocument()) return undefined;
  return result?.hosts.find((one) => one.host === host);
}

/** Pushes what is previewed to the host. The backend compiles again and refuses when it gets something else. */
export async function deploy(host: Id, dryRun: boolean): Promise<void> {
  if (isDeploying()) return;
  commitGesture();
  const previewed = await previewedHost(host);
  if (!previewed) {
    notify('There is nothing to deploy while the drawing has errors: mend those in the Problems tab first.', 'error');
    return;
  }
  beginDeployment(host, dryRun);
  try {
    const { session } = await backend().call('deploy.start', {
      text: printDocument(currentDocument()),
      host,
      expectedHash: previewed.hash,
      ...(dryRun ? { dryRun } : {}),
    });
    if (useDeploy.getState().phase === 'starting') useDeploy.setState({ session, phase: 'running' });
  } catch (error) {
    failDeployment(sentenceOf(error));
  }
}

export async function confirmDeployment(): Promise<void> {
  await answer('confirm');
}

export async function rollBackDeployment(): Promise<void> {
  await answer('cancel');
}

async function answer(answered: 'confirm' | 'cancel'): Promise<void> {
  const { session } = useDeploy.getState();
  if (session === undefined) return;
  useDeploy.setState({ answered });
  try {
    await backend().call(answered === 'confirm' ? 'deploy.confirm' : 'deploy.cancel', { session });
  } catch (error) {
    useDeploy.setState({ answered: undefined });
    notify(sentenceOf(error), 'error');
  }
}
