/** What is needed of a Worker that answers one question. */
export interface AskedWorker<Response> {
  postMessage(request: unknown): void;
  addEventListener(type: 'message', listener: (event: { readonly data: Response }) => void): void;
  addEventListener(type: 'error', listener: (event: unknown) => void): void;
  terminate(): void;
}

/**
 * Puts one question to a worker of its own, which ends with the answer. Rejects with `stopped` when the worker ends by itself,
 * and with the signal's reason, the worker stopped in the middle of its work, when the signal is aborted.
 */
export function askWorker<Response>(
  worker: AskedWorker<Response>,
  request: unknown,
  stopped: string,
  signal?: AbortSignal,
): Promise<Response> {
  const answer = new Promise<Response>((resolve, reject) => {
    const abort = () => reject(signal?.reason);
    if (signal?.aborted) return abort();
    signal?.addEventListener('abort', abort, { once: true });
    worker.addEventListener('message', ({ data }) => resolve(data));
    worker.addEventListener('error', () => reject(new Error(stopped)));
    worker.postMessage(request);
  });
  return answer.finally(() => worker.terminate());
}
