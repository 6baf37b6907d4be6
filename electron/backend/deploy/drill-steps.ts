import { setTimeout as sleep } from 'node:timers/promises';
import { saidBy } from '../ssh/said-by.ts';
import { SshError, type SshFailure } from '../ssh/ssh-error.ts';
import { bringBack } from './bring-back.ts';
import { DeploymentFailure } from './deployment-failure.ts';
import { type DeploymentRun, remote, step, tellOutput } from './deployment-run.ts';
import { LOCK_OUT_SECONDS, lockOutScript } from './remote/lock-out-script.ts';
import { timeLeft } from './switch-steps.ts';

// The steps of a drill after `arm`: what a push that locks the administrator out would meet, met on purpose.

/** How a host that drops our packets fails to answer. */
const SILENCE: ReadonlySet<SshFailure> = new Set(['timeout', 'unreachable', 'lost']);
/** What takes a host's answer to fail. */
const ANSWERS: ReadonlySet<SshFailure> = new Set([
  'auth-refused',
  'connection-refused',
  'host-key-changed',
  'host-key-revoked',
  'host-key-unknown',
  'key-ignored',
  'no-common-algorithm',
  'no-shell',
  'sudo-refused',
  'unanswered',
]);

/** How long the door is tried: a packet that is dropped gives no answer. */
const KNOCK_MS = 4000;
/** The timer is given this long for its work after its time. */
const RETURN_SECONDS = 25;

/** Loads the compiled rules and, a moment later, one that drops what comes from this machine. */
export async function lockOut(run: DeploymentRun): Promise<void> {
  const { host } = run.plan;
  await step(run, 'start', `Loading the rules, and one more that locks this machine out.`, async () => {
    const result = await remote(run, lockOutScript(run.paths), timeLeft(run));
    tellOutput(run, result);
    if (result.status !== 0)
      throw new DeploymentFailure(
        'failed',
        `${host.name} could not be made to lock this machine out: ${saidBy(result)}`,
      );
    await sleep(LOCK_OUT_SECONDS * 1000 + 500, undefined, { signal: run.cancel });
    return {
      message: `${host.name} drops what comes from this machine's address; nobody who comes from another one is kept out.`,
    };
  });
}

/** Sees that the door is shut: a drill that locks nobody out would prove nothing. */
export async function findLocked(run: DeploymentRun): Promise<void> {
  const { host, target } = run.plan;
  await step(run, 'prove', `Trying to reach ${host.name} by a new connection, in vain.`, async () => {
    const reached = await run.client
      .runSeparately(target, 'true', {
        timeoutMs: KNOCK_MS,
        longestMs: KNOCK_MS,
        signal: run.cancel,
      })
      .then(
        () => true,
        (error: unknown) => {
          if (!(error instanceof SshError) || error.failure === 'cancelled') throw error;
          if (SILENCE.has(error.failure)) return false;
          // A wrong key, say: whoever is refused has been heard.
          if (ANSWERS.has(error.failure)) return true;
          throw new DeploymentFailure(
            'failed',
            `Whether ${host.name} can be reached could not be tried: ${error.message}`,
          );
        },
      );
    if (reached)
      throw new DeploymentFailure(
        'failed',
        `${host.name} could still be reached, so this drill would prove nothing: new connections may come from another address than the one it was told to lock out.`,
      );
    return { message: `This machine is locked out of ${host.name}.` };
  });
}

/** Waits, confirming nothing, until the host has brought the earlier rules back. Gives how long that took, in seconds. */
export async function watchReturn(run: DeploymentRun): Promise<number> {
  const { host, rollbackSeconds } = run.plan;
  const armed = run.deadline - rollbackSeconds * 1000;
  let seconds = 0;
  await step(run, 'confirm', `Confirming nothing: ${host.name} has to come back by itself.`, async () => {
    await sleep(Math.max(0, run.deadline - performance.now()), undefined, { signal: run.cancel });
    // By a new connection: the old one has been silent for too long to be worth asking.
    run.connection?.close();
    delete run.connection;
    const back = await bringBack(run, RETURN_SECONDS);
    seconds = Math.round((performance.now() - armed) / 1000);
    if (back.kind === 'restored' && back.by === 'by-timer')
      return { message: `${host.name} came back by itself, ${seconds} s after arming.` };
    throw new DeploymentFailure('failed', `The drill failed: ${host.name} did not come back by itself.`);
  });
  return seconds;
}
