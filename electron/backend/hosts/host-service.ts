import type { CallParams, CallResult } from '../../../shared/contract/contract.ts';
import { type Asking, asCallError, type HostOptions } from '../deploy/host-session.ts';
import { hostDiff } from './host-diff.ts';
import { hostDocument, hostHistory } from './host-history.ts';
import { hostStatus } from './host-status.ts';
import { stopHost } from './stop-host.ts';

/** What is asked of hosts outside a deployment: what the contract's `hosts.*` calls do. */
export interface HostService {
  status(params: CallParams<'hosts.status'>, asking: Asking): Promise<CallResult<'hosts.status'>>;
  diff(params: CallParams<'hosts.diff'>, asking: Asking): Promise<CallResult<'hosts.diff'>>;
  history(params: CallParams<'hosts.history'>, asking: Asking): Promise<CallResult<'hosts.history'>>;
  stop(params: CallParams<'hosts.stop'>, asking: Asking): Promise<CallResult<'hosts.stop'>>;
  document(params: CallParams<'hosts.document'>, asking: Asking): Promise<CallResult<'hosts.document'>>;
}

export function createHostService(options: HostOptions): HostService {
  return {
    status: (params, asking) => explained(hostStatus(params, options, asking)),
    diff: (params, asking) => explained(hostDiff(params, options, asking)),
    history: async (params, asking) => ({ releases: await explained(hostHistory(params, options, asking)) }),
    stop: async (params, asking) => ({ message: await explained(stopHost(params, options, asking)) }),
    document: async (params, asking) => ({ text: await explained(hostDocument(params, options, asking)) }),
  };
}

async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw asCallError(error);
  }
}
