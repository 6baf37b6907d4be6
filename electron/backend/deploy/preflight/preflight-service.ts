import type { CallParams } from '../../../../shared/contract/contract.ts';
import { CallError } from '../../../../shared/contract/errors.ts';
import type { PreflightResult } from '../../../../shared/contract/preflight.ts';
import { createSshClient, type SshClient } from '../../ssh/ssh-client.ts';
import { SshError } from '../../ssh/ssh-error.ts';
import type { Asking } from '../host-session.ts';
import { type Compiler, planPush } from '../plan-deployment.ts';
import { DEFAULT_REMOTE_PATHS, type RemotePaths } from '../remote/remote-paths.ts';
import { examineHost } from './examine-host.ts';
import { ALL_CHECKS } from './preflight-checks.ts';

/** Looks at hosts without deploying to them. */
export interface PreflightService {
  examine(params: CallParams<'hosts.preflight'>, asking: Asking): Promise<PreflightResult[]>;
}

/** Throws `CallError` when the document gives no release for the host; whatever the host does is a result. */
export function createPreflightService(options: {
  readonly compiler: Compiler;
  readonly client?: SshClient;
  readonly paths?: RemotePaths;
}): PreflightService {
  return {
    async examine(params, { signal, ask }) {
      const plan = planPush(params, options.compiler);
      const paths = options.paths ?? DEFAULT_REMOTE_PATHS;
      const client = options.client ?? createSshClient();
      try {
        const connection = await (ask === undefined ? client : client.asking(ask)).connect(plan.target, signal);
        try {
          return await examineHost(plan, paths, ALL_CHECKS, (script, timeoutMs) =>
            connection.run(script, { timeoutMs, signal }),
          );
        } finally {
          connection.close();
        }
      } catch (error) {
        if (signal.aborted) throw new CallError('cancelled', `Looking at ${plan.host.name} was cancelled.`);
        if (!(error instanceof SshError)) throw error;
        return [{ check: 'connection', title: 'Connection', verdict: 'stop', message: error.message }];
      }
    },
  };
}
