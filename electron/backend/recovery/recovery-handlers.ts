import type { Handlers } from '../../../shared/contract/contract.ts';
import type { RecoveryStore } from './recovery-store.ts';

type RecoveryCall = 'recovery.put' | 'recovery.list' | 'recovery.open' | 'recovery.drop';

/** The recovery calls of one window, whose copies are its own until it is closed. */
export function recoveryHandlers(
  store: RecoveryStore,
  onClose: (listener: () => void) => void,
): Pick<Handlers, RecoveryCall> {
  const window = store.openWindow();
  onClose(() => store.closeWindow(window));
  return {
    'recovery.put': async (params) => {
      await store.put(window, params);
      return {};
    },
    'recovery.list': () => store.list(),
    'recovery.open': ({ id }) => store.open(window, id),
    'recovery.drop': async ({ id }) => {
      await store.drop(window, id);
      return {};
    },
  };
}
