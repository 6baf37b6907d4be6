import type { Ask } from './ask.ts';
import { openMaster } from './open-master.ts';
import { rememberAnswers } from './remember-answers.ts';
import { DEFAULT_CONNECT_SECONDS, type SshConfig } from './ssh-config.ts';
import { type RemoteResult, type RemoteRunOptions, runOverSsh, type SshConnection } from './ssh-connection.ts';
import type { SshTarget } from './ssh-target.ts';

/** The system's OpenSSH client. */
export interface SshClient {
  /** Opens the main connection to a host and checks that a root shell can be had. Throws `SshError`. */
  connect(target: SshTarget, signal?: AbortSignal): Promise<SshConnection>;
  /** Runs one script over a connection of its own, made for it and for nothing else. */
  runSeparately(target: SshTarget, script: string, options: RemoteRunOptions): Promise<RemoteResult>;
  /** The same client with somebody to answer what ssh and sudo ask. It remembers the answers, in memory alone. */
  asking(ask: Ask): SshClient;
}

/** Without `ask` nothing is ever asked, and a host that asks is refused. */
export function createSshClient(config: SshConfig = {}, ask?: Ask): SshClient {
  const multiplex = config.multiplex ?? process.platform !== 'win32';
  const runSeparately: SshClient['runSeparately'] = (target, script, options) =>
    runOverSsh({ config, ask }, target, { kind: 'separate' }, script, options);
  return {
    runSeparately,
    // Windows has no named pipes of the kind that the answers take: there the agent has to hold the key.
    asking: (asked) => createSshClient(config, process.platform === 'win32' ? undefined : rememberAnswers(asked)),
    async connect(target, signal) {
      if (multiplex) return openMaster({ config, ask }, target, signal);
      const timeoutMs = (config.connectSeconds ?? DEFAULT_CONNECT_SECONDS) * 2000;
      await runSeparately(target, 'true', { timeoutMs, ...(signal === undefined ? {} : { signal }) });
      return {
        target,
        run: (script, options) => runSeparately(target, script, options),
        close: () => {},
      };
    },
  };
}
