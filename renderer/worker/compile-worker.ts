import './zod-without-eval.ts';
import { compile } from '../../shared/compiler/compile.ts';
import type { CompileRequest, CompileResponse } from './compile-protocol.ts';

/** Compiles off the main thread, so that typing and dragging never wait. */
self.addEventListener('message', (event: MessageEvent<CompileRequest>) => {
  const { id, document, options } = event.data;
  self.postMessage(answer(id, document, options));
});

function answer(id: number, document: CompileRequest['document'], options: CompileRequest['options']): CompileResponse {
  try {
    return { id, result: compile(document, options) };
  } catch (error) {
    return { id, failure: error instanceof Error ? error.message : String(error) };
  }
}
