import { countWords } from '../../../shared/document/describe.ts';
import { saidBy } from '../ssh/said-by.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import { type DeploymentRun, remote, step } from './deployment-run.ts';
import type { ProbedGuest } from './probed-guests.ts';
import { probeMilliseconds, probeScript } from './remote/probe-script.ts';
import { timeLeft } from './switch-steps.ts';

// Whether guests still answer their host. Only those are asked again that answered before: a guest that is off, or that no
// rule ever let the host ping, tells nothing about the new rules.

const SSH_MS = 10_000;

/** Before the load: notes who answers. */
export async function listenBefore(run: DeploymentRun): Promise<void> {
  const { host, probed } = run.plan;
  if (probed.length === 0) return;
  await step(run, 'probe', `Pinging ${counted(probed)} from ${host.name}, before the new rules.`, async () => {
    run.answering = await answering(run, probed, 'refused', SSH_MS + probeMilliseconds(addressesOf(probed)));
    return {
      message:
        run.answering.length === 0
          ? `No guest answers a ping of ${host.name}, so none can be asked again under the new rules.`
          : `${run.answering.length} of ${counted(probed)} answer a ping of ${host.name}.`,
    };
  });
}

/** After the load and the proof: names the guests that no longer answer. Whether that is meant, the administrator decides. */
export async function listenAfter(run: DeploymentRun): Promise<void> {
  const { host } = run.plan;
  const before = run.answering ?? [];
  if (before.length === 0) return;
  await step(run, 'probe', `Pinging them again under the new rules.`, async () => {
    const still = await answering(run, before, 'failed', timeLeft(run));
    const silent = before.filter((guest) => !still.includes(guest)).map(({ name }) => name);
    if (silent.length === 0) return { message: `All guests that answered ${host.name} before answer still.` };
    run.emit({ kind: 'silent-guests', session: run.session, guests: silent });
    return {
      message: `${silent.join(', ')} answered a ping of ${host.name} before and ${silent.length === 1 ? 'does' : 'do'} not any more. Keep the new rules only if they are meant to forbid it.`,
    };
  });
}

async function answering(
  run: DeploymentRun,
  guests: readonly ProbedGuest[],
  outcome: 'refused' | 'failed',
  timeoutMs: number,
): Promise<ProbedGuest[]> {
  const result = await remote(run, probeScript(addressesOf(guests)), timeoutMs);
  if (result.status === 127)
    throw new DeploymentFailure(
      outcome,
      `${run.plan.host.name} has no ping to ask its guests with: install it (Debian: iputils-ping), or deploy without asking them.`,
    );
  if (result.status !== 0)
    throw new DeploymentFailure(
      outcome,
      `The guests could not be pinged from ${run.plan.host.name}: ${saidBy(result)}`,
    );
  const heard = new Set(result.stdout.split('\n'));
  return guests.filter(({ address }) => heard.has(address));
}

function addressesOf(guests: readonly ProbedGuest[]): string[] {
  return guests.map(({ address }) => address);
}

function counted(guests: readonly ProbedGuest[]): string {
  return countWords(guests.length, 'guest');
}
