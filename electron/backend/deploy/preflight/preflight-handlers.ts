import type { Handlers } from '../../../../shared/contract/contract.ts';
import type { Ask } from '../../ssh/ask.ts';
import type { PreflightService } from './preflight-service.ts';

/** The preflight call of one window; what it has begun ends with it. */
export function preflightHandlers(
  preflight: PreflightService,
  ask: Ask,
  onClose: (listener: () => void) => void,
): Pick<Handlers, 'hosts.preflight'> {
  const closing = new AbortController();
  onClose(() => closing.abort());
  return {
    'hosts.preflight': async (params) => ({
      results: await preflight.examine(params, { signal: closing.signal, ask }),
    }),
  };
}
