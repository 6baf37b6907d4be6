import type { Document } from '../../shared/document/document.ts';
import type { ArrangeRequest, ArrangeResponse, Places } from './arrange-protocol.ts';
import workerUrl from './arrange-worker.ts?worker&url';
import { askWorker } from './ask-worker.ts';
import { startTrustedWorker } from './trusted-worker.ts';

/**
 * A fresh arrangement of a drawing, found in a worker of its own. Rejects when the layout library fails, and when the signal
 * is aborted, which stops the worker at once.
 */
export async function arrangeOnce(document: Document, signal: AbortSignal): Promise<Places> {
  const worker = startTrustedWorker(workerUrl, 'arrange');
  const request: ArrangeRequest = { document };
  const response = await askWorker<ArrangeResponse>(worker, request, 'The layout stopped unexpectedly.', signal);
  if ('places' in response) return response.places;
  throw new Error(response.failure);
}
