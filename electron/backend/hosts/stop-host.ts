import { CallError } from '../../../shared/contract/errors.ts';
import type { Asking, HostOptions, HostRequest } from '../deploy/host-session.ts';
import { startDeployment } from '../deploy/start-deployment.ts';

export interface StopRequest extends HostRequest {
  /** Takes away too what starts our rules at boot: our own units, settings, module list and hooks of libvirt. */
  readonly disable?: boolean | undefined;
}

/**
 * Takes our chains off a host. A push in all but name: locked, with the timer armed before, proved by a new connection and
 * undone when that fails. Gives the sentence that says so; throws `CallError` with one when our rules still run.
 */
export async function stopHost(request: StopRequest, options: HostOptions, asking: Asking): Promise<string> {
  const deployment = startDeployment({ ...request, stop: true }, { ...options, ...asking }, () => {});
  const cancel = () => {
    try {
      deployment.cancel();
    } catch {
      // Decided already: the answer says how.
    }
  };
  asking.signal.addEventListener('abort', cancel, { once: true });
  if (asking.signal.aborted) cancel();
  try {
    const { outcome, message } = await deployment.ended;
    if (outcome === 'confirmed') return message;
    throw new CallError(outcome === 'cancelled' ? 'cancelled' : 'io', message);
  } finally {
    asking.signal.removeEventListener('abort', cancel);
  }
}
