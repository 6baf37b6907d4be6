import type { DeployEvent } from '../../shared/contract/contract.ts';
import type { Host } from '../../shared/document/document.ts';
import { DeployQueue } from '../backend/deploy/deploy-queue.ts';
import type { DeployRequest } from '../backend/deploy/plan-deployment.ts';
import { programCompiler } from '../backend/deploy/program-compiler.ts';
import type { DeploymentEnd } from '../backend/deploy/run-deployment.ts';
import { type Deployment, startDeployment } from '../backend/deploy/start-deployment.ts';
import type { SshClient } from '../backend/ssh/ssh-client.ts';
import { askToKeep } from './ask-to-keep.ts';
import { complain } from './say.ts';
import { sshClient } from './ssh-client.ts';

/** A host and what is to happen to it. */
export interface HostDeployment {
  readonly host: Host;
  readonly request: DeployRequest;
}

/**
 * Deploys to hosts, so many at a time, and shows how it goes on stderr. Gives how each ended, in their order. Ctrl+C cancels
 * all that is not decided, and waits until the earlier rules run again.
 */
export async function deployToHosts(
  deployments: readonly HostDeployment[],
  options: { readonly yes: boolean; readonly limit: number },
): Promise<DeploymentEnd[]> {
  const queue = new DeployQueue(options.limit);
  const client = sshClient();
  const running = deployments.map((each) => begin(each, options.yes, queue, client));
  const cancel = (): void => {
    complain('Cancelling; the earlier rules are brought back.');
    for (const { host, deployment } of running) {
      try {
        deployment.cancel();
      } catch (error) {
        complain(`${host.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  };
  process.on('SIGINT', cancel).on('SIGTERM', cancel).on('SIGHUP', cancel);
  try {
    return await Promise.all(running.map(({ deployment }) => deployment.ended));
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel).off('SIGHUP', cancel);
  }
}

function begin(
  { host, request }: HostDeployment,
  yes: boolean,
  queue: DeployQueue,
  client: SshClient,
): { readonly host: Host; readonly deployment: Deployment } {
  const asking = new AbortController();
  const terminal = { input: process.stdin, output: process.stderr };
  // Nobody is there to say whether their silence is meant.
  let silent = false;
  const decide = async (seconds: number): Promise<void> => {
    const keep = yes ? !silent : await askToKeep(host.name, seconds, asking.signal, terminal);
    // Nothing can be decided any more when the time ran out while she was thinking.
    if (asking.signal.aborted) return;
    if (keep) deployment.confirm();
    else deployment.cancel();
  };
  const listen = (event: DeployEvent): void => {
    if (event.kind === 'step' && event.state !== 'running') complain(stepLine(host, event));
    if (event.kind === 'output') complain(indent(event.text).trimEnd());
    if (event.kind === 'silent-guests') silent = true;
    if (event.kind === 'ended') asking.abort();
    if (event.kind === 'awaiting-confirmation') {
      decide(event.seconds).catch((error: unknown) => complain(error instanceof Error ? error.message : String(error)));
    }
  };
  const deployment = startDeployment(request, { compiler: programCompiler, client, queue }, listen);
  return { host, deployment };
}

function stepLine(host: Host, event: DeployEvent & { kind: 'step' }): string {
  const mark = event.state === 'failed' ? 'FAILED ' : event.state === 'skipped' ? 'skipped ' : '';
  return `${host.name}: ${event.step}: ${mark}${event.message}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
