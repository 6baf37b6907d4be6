import type { DeployEvent } from '../../shared/contract/contract.ts';
import type { Host } from '../../shared/document/document.ts';
import type { DeployRequest } from '../backend/deploy/plan-deployment.ts';
import { programCompiler } from '../backend/deploy/program-compiler.ts';
import type { DeploymentEnd } from '../backend/deploy/run-deployment.ts';
import { type Deployment, startDeployment } from '../backend/deploy/start-deployment.ts';
import { askToKeep } from './ask-to-keep.ts';

/** Deploys to one host and shows how it goes. Ctrl+C cancels, and waits until the earlier rules run again. */
export async function deployToHost(request: DeployRequest, host: Host, yes: boolean): Promise<DeploymentEnd> {
  const asking = new AbortController();
  let deployment: Deployment | undefined;
  const decide = async (seconds: number): Promise<void> => {
    const keep =
      yes || (await askToKeep(host.name, seconds, asking.signal, { input: process.stdin, output: process.stderr }));
    // Nothing can be decided any more when the time ran out while she was thinking.
    if (asking.signal.aborted) return;
    if (keep) deployment?.confirm();
    else deployment?.cancel();
  };
  const listen = (event: DeployEvent): void => {
    if (event.kind === 'step' && event.state !== 'running') console.error(stepLine(host, event));
    if (event.kind === 'output') process.stderr.write(indent(event.text));
    if (event.kind === 'ended') asking.abort();
    if (event.kind === 'awaiting-confirmation') {
      decide(event.seconds).catch((error: unknown) =>
        console.error(error instanceof Error ? error.message : String(error)),
      );
    }
  };
  deployment = startDeployment(request, { compiler: programCompiler }, listen);
  const running = deployment;
  const cancel = (): void => {
    console.error(`${host.name}: cancelling; the earlier rules are brought back.`);
    try {
      running.cancel();
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
    }
  };
  process.on('SIGINT', cancel).on('SIGTERM', cancel).on('SIGHUP', cancel);
  try {
    return await running.ended;
  } finally {
    process.off('SIGINT', cancel).off('SIGTERM', cancel).off('SIGHUP', cancel);
  }
}

function stepLine(host: Host, event: DeployEvent & { kind: 'step' }): string {
  const mark = event.state === 'failed' ? 'FAILED ' : event.state === 'skipped' ? 'skipped ' : '';
  return `${host.name}: ${event.step}: ${mark}${event.message}`;
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, '    ');
}
