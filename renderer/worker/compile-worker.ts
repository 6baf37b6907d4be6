import './zod-without-eval.ts';
import { compile } from '../../shared/compiler/compile.ts';
import { emptyDocument } from '../../shared/document/document.ts';
import type { CompileRequest, CompileResponse } from './compile-protocol.ts';
import { withChanges } from './document-changes.ts';
import { packResult } from './pack-result.ts';

/** The last document: a request says what is different now. */
let document = emptyDocument('');

/** Compiles off the main thread, so that typing and dragging never wait. */
self.addEventListener('message', ({ data }: MessageEvent<CompileRequest>) => {
  const { id, options } = data;
  const post = (response: CompileResponse, transfer: ArrayBuffer[] = []) => self.postMessage(response, { transfer });
  try {
    document = 'document' in data ? data.document : withChanges(document, data.changes);
    const { packed, transfer } = packResult(compile(document, options));
    post({ id, result: packed }, transfer);
  } catch (error) {
    post({ id, failure: error instanceof Error ? error.message : String(error) });
  }
});
