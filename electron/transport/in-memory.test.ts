import { describe, it } from 'vitest';
import { createChannelPair } from '../../shared/contract/channel-pair.ts';
import { TRANSPORT_CASES } from './transport-cases.ts';

describe('the contract over a channel in memory', () => {
  for (const { title, run } of TRANSPORT_CASES) {
    it(title, () =>
      run(async () => {
        const { window, backend, close } = createChannelPair();
        return { window, backend, closeBackend: close, closeWindow: close };
      }),
    );
  }
});
