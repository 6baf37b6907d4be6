import type { CompileOptions, CompileResult } from '../../shared/compiler/result.ts';
import type { Document } from '../../shared/document/document.ts';
import { askWorker } from './ask-worker.ts';
import type { CompileRequest, CompileResponse } from './compile-protocol.ts';
import workerUrl from './compile-worker.ts?worker&url';
import { startTrustedWorker } from './trusted-worker.ts';
import { unpackResult } from './unpack-result.ts';

/** Compiles a document besides the one that is drawn, in a worker of its own. Rejects when the compiler itself fails. */
export async function compileOnce(document: Document, options: CompileOptions): Promise<CompileResult> {
  const worker = startTrustedWorker(workerUrl, 'compile-once');
  const request: CompileRequest = { id: 1, document, options };
  const response = await askWorker<CompileResponse>(worker, request, 'The compiler stopped unexpectedly.');
  if ('result' in response) return unpackResult(response.result);
  throw new Error(response.failure);
}
