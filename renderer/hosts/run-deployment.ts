import type { CompileResult } from '../../shared/compiler/result.ts';
import type { CallParams } from '../../shared/contract/contract.ts';
import type { Host, Id } from '../../shared/document/document.ts';
import { printDocument } from '../../shared/document/print.ts';
import { backend, sentenceOf, useBackend } from '../backend/backend-store.ts';
import { onConnected } from '../backend/start-backend.ts';
import { forgetAnswers } from '../state/asked-store.ts';
import {
  answerDeployment,
  beginDeployment,
  type Deployment,
  type DeploymentKind,
  failDeployment,
  isUnderWay,
  nameDeployment,
  takeDeployEvent,
  underWay,
  useDeploy,
} from '../state/deploy-store.ts';
import { lookAt, useDeployView } from '../state/deploy-view-store.ts';
import { commitGesture, currentDocument } from '../state/document-store.ts';
import { notify } from '../state/notice-store.ts';
import { useResults } from '../state/results-store.ts';
import { refreshStatus } from './ask-hosts.ts';

/** Listens to deployments from now on. */
export function startDeployments(): void {
  onConnected((client) => client.on('deploy', takeDeployEvent));
  useBackend.subscribe(({ state }) => {
    if (state === 'lost') for (const { host } of underWay(useDeploy.getState())) failDeployment(host, LOST);
  });
  useDeploy.subscribe(({ deployments }, before) => {
    for (const now of Object.values(deployments)) {
      if (now.phase === 'ended' && isUnderWay(before.deployments[now.host])) afterEnd(now);
    }
  });
}

const LOST =
  'The connection to the backend was lost during the deployment. Unless it was confirmed, the host goes back to the ' +
  'rules that ran before when its timer runs out.';

/** What the host has told before its deployment is not true any more. */
function afterEnd({ host, kind, outcome }: Deployment): void {
  if (kind === 'dry-run' || outcome === 'refused') return;
  forgetAnswers(host, ['diff-deployed', 'diff-kernel', 'history']);
  if (useBackend.getState().state === 'connected') void refreshStatus([host]);
}

/**
 * What was compiled from the very document on screen. A script style chosen only for the preview is let go first:
 * what is deployed is the host's own.
 */
async function previewed(): Promise<CompileResult | undefined> {
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
  return document === currentDocument() ? result : undefined;
}

/** Pushes what is previewed to the hosts, all at once. The backend compiles again and refuses when it gets something else. */
export async function deploy(hosts: readonly Host[], kind: 'deploy' | 'dry-run'): Promise<void> {
  commitGesture();
  const result = await previewed();
  const compiled = hosts.flatMap((host) => {
    const one = result?.hosts.find((each) => each.host === host.id);
    return one ? [{ host, expectedHash: one.hash }] : [];
  });
  if (compiled.length < hosts.length) {
    notify('There is nothing to deploy while the drawing has errors: mend those in the Problems tab first.', 'error');
    return;
  }
  const { probeGuests } = useDeployView.getState();
  const wish = kind === 'dry-run' ? { dryRun: true } : { probeGuests };
  await Promise.all(compiled.map(({ host, expectedHash }) => start(host, kind, { expectedHash, ...wish })));
}

/** Pushes a release that the host has kept, with the same timer and the same confirmation. */
export async function bringBack(host: Host, release: string): Promise<void> {
  lookAt(host.id, 'progress');
  await start(host, 'bring-back', { release });
}

/** Locks this machine out of the host on purpose, and watches it come back. */
export async function drill(host: Host): Promise<void> {
  lookAt(host.id, 'drill');
  await start(host, 'drill', { drill: true });
}

type Wish = Partial<Omit<CallParams<'deploy.start'>, 'text' | 'host'>>;

async function start(host: Host, kind: DeploymentKind, wish: Wish): Promise<void> {
  if (!beginDeployment(host.id, host.name, kind)) return;
  try {
    const text = printDocument(currentDocument());
    const { session } = await backend().call('deploy.start', { text, host: host.id, ...wish });
    nameDeployment(host.id, session);
  } catch (error) {
    failDeployment(host.id, sentenceOf(error));
  }
}

/** Keeps the new rules where they wait for it: on one host, or on all. */
export async function confirmDeployments(host?: Id): Promise<void> {
  const waiting = underWay(useDeploy.getState(), 'confirming');
  await Promise.all(
    waiting.filter((one) => host === undefined || one.host === host).map((one) => answer(one, 'confirm')),
  );
}

/** Stops what is under way and brings the earlier rules back: on one host, or on all. */
export async function rollBackDeployments(host?: Id): Promise<void> {
  const running = underWay(useDeploy.getState());
  await Promise.all(
    running.filter((one) => host === undefined || one.host === host).map((one) => answer(one, 'cancel')),
  );
}

async function answer({ host, session, answered }: Deployment, now: 'confirm' | 'cancel'): Promise<void> {
  if (session === undefined || answered !== undefined) return;
  answerDeployment(host, now);
  try {
    await backend().call(now === 'confirm' ? 'deploy.confirm' : 'deploy.cancel', { session });
  } catch (error) {
    answerDeployment(host, undefined);
    notify(sentenceOf(error), 'error');
  }
}
