import type { Handlers } from '../../shared/contract/contract.ts';
import type { Asking } from './deploy/host-session.ts';
import type { PreflightService } from './deploy/preflight/preflight-service.ts';
import type { HostService } from './hosts/host-service.ts';
import type { Ask } from './ssh/ask.ts';

type HostCall =
  | 'hosts.preflight'
  | 'hosts.status'
  | 'hosts.diff'
  | 'hosts.history'
  | 'hosts.document'
  | 'hosts.stop'
  | 'hosts.cancel';

/** The calls of one window that ask hosts. What is still being asked ends with the window. */
export function hostHandlers(
  { hosts, preflight }: { readonly hosts: HostService; readonly preflight: PreflightService },
  answer: Ask,
  onClose: (listener: () => void) => void,
): Pick<Handlers, HostCall> {
  const asking = new Map<AbortController, string>();
  const cancel = (host: string | undefined) => {
    for (const [controller, name] of asking) if (host === undefined || name === host) controller.abort();
  };
  onClose(() => cancel(undefined));

  async function ask<T>(host: string, work: (asking: Asking) => Promise<T>): Promise<T> {
    const controller = new AbortController();
    asking.set(controller, host);
    try {
      return await work({ signal: controller.signal, ask: answer });
    } finally {
      asking.delete(controller);
    }
  }

  return {
    'hosts.preflight': (params) =>
      ask(params.host, async (asking) => ({ results: await preflight.examine(params, asking) })),
    'hosts.status': (params) => ask(params.host, (asking) => hosts.status(params, asking)),
    'hosts.diff': (params) => ask(params.host, (asking) => hosts.diff(params, asking)),
    'hosts.history': (params) => ask(params.host, (asking) => hosts.history(params, asking)),
    'hosts.document': (params) => ask(params.host, (asking) => hosts.document(params, asking)),
    'hosts.stop': (params) => ask(params.host, (asking) => hosts.stop(params, asking)),
    'hosts.cancel': async ({ host }) => {
      cancel(host);
      return {};
    },
  };
}
