import type { ChildProcess } from 'node:child_process';

/** What sudo writes to its standard error when it wants a password: ours, so that no language or PAM text hides it. */
const ASKS = 'bridgewarden-sudo-password';
const READY = 'bridgewarden-root';

/** As root without a password, or not at all. */
export const SUDO_QUIETLY = 'sudo -n /bin/sh -eu -s';

/**
 * As root with a password from standard input. The shell that sudo starts says that it is there before it reads: only then
 * is the script sent, so that neither can sudo take a script for a password nor a shell a password for a script.
 */
export const SUDO_WITH_PASSWORD = `env LC_ALL=C sudo -S -p ${ASKS} /bin/sh -c 'echo ${READY}; exec /bin/sh -eu -s'`;

/** What sudo wrote, without our mark in it. */
export function withoutSudoMark(stderr: string): string {
  return stderr.replaceAll(ASKS, '');
}

/**
 * Speaks with `SUDO_WITH_PASSWORD` on a process's standard streams until the root shell is there. Resolves with true then,
 * with false when nobody gives a password or the process ends. sudo itself limits the tries.
 */
export function becomeRoot(child: ChildProcess, password: () => Promise<string | undefined>): Promise<boolean> {
  return new Promise((resolve) => {
    let said = '';
    let complained = '';
    const onStdout = (text: string): void => {
      said += text;
      if (said.includes(`${READY}\n`)) done(true);
    };
    const onStderr = (text: string): void => {
      complained += text;
      if (!complained.includes(ASKS)) return;
      complained = complained.slice(complained.lastIndexOf(ASKS) + ASKS.length);
      password().then(
        (word) => (word === undefined ? done(false) : void child.stdin?.write(`${word}\n`)),
        () => done(false),
      );
    };
    const onClose = (): void => done(false);
    function done(root: boolean): void {
      child.stdout?.off('data', onStdout);
      child.stderr?.off('data', onStderr);
      child.off('close', onClose);
      resolve(root);
    }
    child.stdout?.on('data', onStdout);
    child.stderr?.on('data', onStderr);
    child.once('close', onClose);
  });
}
