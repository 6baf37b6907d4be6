import { autoLayout } from '../layout/arrange/auto-layout.ts';
import type { ArrangeRequest, ArrangeResponse } from './arrange-protocol.ts';

/**
 * Arranges off the main thread: some hundred guests may take seconds. One request for each worker: in a worker elkjs takes
 * `onmessage` for its own, so that whatever came after its import would be answered twice.
 */
self.addEventListener('message', (event: MessageEvent<ArrangeRequest>) => void answer(event.data), { once: true });

async function answer({ document }: ArrangeRequest): Promise<void> {
  let response: ArrangeResponse;
  try {
    response = { places: await autoLayout(document) };
  } catch (error) {
    response = { failure: error instanceof Error ? error.message : String(error) };
  }
  self.postMessage(response);
}
