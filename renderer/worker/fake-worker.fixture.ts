/** A worker whose answers the test gives. */
export class FakeWorker<Request, Answer> {
  readonly requests: Request[] = [];
  terminated = false;
  #onMessage: (event: { readonly data: Answer }) => void = () => undefined;
  #onError: (event: Error) => void = () => undefined;

  postMessage(request: Request): void {
    // As a message does it: nothing is shared.
    this.requests.push(structuredClone(request));
  }
  addEventListener(type: 'message', listener: (event: { readonly data: Answer }) => void): void;
  addEventListener(type: 'error', listener: (event: unknown) => void): void;
  addEventListener(type: 'message' | 'error', listener: (event: never) => void): void {
    if (type === 'message') this.#onMessage = listener as (event: { readonly data: Answer }) => void;
    else this.#onError = listener as (event: Error) => void;
  }
  terminate(): void {
    this.terminated = true;
  }
  answer(data: Answer): void {
    this.#onMessage({ data });
  }
  crash(): void {
    this.#onError(new Error('out of memory'));
  }
}
