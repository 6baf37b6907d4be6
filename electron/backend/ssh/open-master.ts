import { once } from 'node:events';
import { declined, prepareAnswers } from './answering.ts';
import { createControlFolder } from './control-folder.ts';
import { explainNoShell, explainSshFailure } from './explain-ssh-failure.ts';
import { Patience } from './patience.ts';
import { collect, killGroup, spawnGroup } from './run-process.ts';
import { sshArguments } from './ssh-arguments.ts';
import { DEFAULT_CONNECT_SECONDS } from './ssh-config.ts';
import { type ClientUse, cancelled, lost, runOverSsh, type SshConnection, startSsh } from './ssh-connection.ts';
import { SshError } from './ssh-error.ts';
import { describeTarget, type SshTarget } from './ssh-target.ts';

// The master runs a command instead of `-N`: its first output says that the control socket is there and that a root
// shell can be had, its process on the host lives as long as the connection, and it ends when our end of its input does.
const HOLD = "printf 'bridgewarden-holds %s\\n' $$\nexec cat >/dev/null\n";
const HOLDS = /bridgewarden-holds (\d+)\n/;

/** Opens a connection that carries any number of scripts, and waits until it stands. */
export async function openMaster(client: ClientUse, target: SshTarget, signal?: AbortSignal): Promise<SshConnection> {
  const { config, ask } = client;
  const seconds = (config.connectSeconds ?? DEFAULT_CONNECT_SECONDS) * 2;
  const patience = new Patience(seconds * 1000);
  const folder = createControlFolder();
  const role = { kind: 'master', socket: folder.socket } as const;
  const answering = await prepareAnswers(target, role, ask, patience);
  const argv = sshArguments(config, target, role, ask !== undefined);
  const child = spawnGroup(config.program ?? 'ssh', argv, answering.environment);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  let loss: SshError | undefined;
  const howItEnded = (): SshError | undefined => loss;
  const close = () => {
    killGroup(child);
    folder.remove();
  };
  const ended = new Promise<SshError>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      folder.remove();
      loss =
        status === null || status === 255
          ? explainSshFailure(stderr(), target, ask !== undefined)
          : explainNoShell(status, stderr(), target);
      resolve(loss);
    });
  });
  child.stdin?.on('error', () => {});
  if (answering.prelude === undefined) child.stdin?.write(HOLD);
  else void answering.prelude(child).then((root) => root && child.stdin?.write(HOLD));

  const given = AbortSignal.any([patience.signal, answering.refused, ...(signal === undefined ? [] : [signal])]);
  try {
    const holder = await startSsh(() =>
      Promise.race([
        whenHeld(child.stdout, stdout),
        ended.then((error) => Promise.reject(error)),
        aborted(given).then(() =>
          Promise.reject(
            signal?.aborted
              ? cancelled(target)
              : answering.refused.aborted
                ? declined(target)
                : new SshError('timeout', `${describeTarget(target)} did not let us in within ${seconds} s.`, stderr()),
          ),
        ),
      ]),
    );
    return {
      target,
      holder,
      async run(script, options) {
        const before = howItEnded();
        if (before) throw lost(target, before.detail);
        try {
          return await runOverSsh(client, target, { kind: 'shared', socket: folder.socket }, script, options);
        } catch (error) {
          // What the master says about the end of the connection is nearer the truth than what its passengers noticed.
          const meanwhile = howItEnded();
          if (error instanceof SshError && error.failure === 'other' && meanwhile) throw lost(target, meanwhile.detail);
          throw error;
        }
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  } finally {
    answering.close();
    patience.end();
  }
}

async function whenHeld(stream: NodeJS.ReadableStream | null, text: () => string): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const match = HOLDS.exec(text());
      if (match !== null) resolve(Number(match[1]));
    };
    stream?.on('data', look);
    look();
  });
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
