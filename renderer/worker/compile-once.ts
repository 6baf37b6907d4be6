import type { CompileOptions, CompileResult } from '../../shared/compiler/result.ts';
import type { Document } from '../../shared/document/document.ts';
import type { CompileRequest, CompileResponse } from './compile-protocol.ts';
import workerUrl from './compile-worker.ts?worker&url';
import { startTrustedWorker } from './trusted-worker.ts';
import { unpackResult } from './unpack-result.ts';

/** Compiles a document besides the one that is drawn, in a worker of its own. Rejects when the compiler itself fails. */
export function compileOnce(document: Document, options: CompileOptions): Promise<CompileResult> {
  const worker = startTrustedWorker(workerUrl, 'compile-once');
  return new Promise<CompileResult>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<CompileResponse>) => {
      if ('result' in data) resolve(unpackResult(data.result));
      else reject(new Error(data.failure));
    });
    worker.addEventListener('error', () => reject(new Error('The compiler stopped unexpectedly.')));
    worker.postMessage({ id: 1, document, options } satisfies CompileRequest);
  }).finally(() => worker.terminate());
}
