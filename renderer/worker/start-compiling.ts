import type { CompileOptions } from '../../shared/compiler/result.ts';
import type { Document } from '../../shared/document/document.ts';
import { currentDocument, useDocumentStore } from '../state/document-store.ts';
import { takeResult, useResults } from '../state/results-store.ts';
import { CompileClient } from './compile-client.ts';
import workerUrl from './compile-worker.ts?worker&url';
import { startTrustedWorker } from './trusted-worker.ts';

/** Compiles whatever is drawn, from now on. */
export function startCompiling(): void {
  const client = new CompileClient(() => startTrustedWorker(workerUrl, 'compile'), {
    onResult: (document, result) => {
      if (document === currentDocument()) takeResult(document, result);
    },
    onFailure: (document, failure) => {
      if (document === currentDocument()) useResults.setState({ running: false, failure });
    },
  });
  const request = (document: Document) => {
    const { style } = useResults.getState();
    const options: CompileOptions = style === undefined ? {} : { style };
    useResults.setState({ running: true });
    client.request(document, options);
  };
  useDocumentStore.subscribe((now, before) => {
    if (now.history.document !== before.history.document) request(now.history.document);
  });
  useResults.subscribe((now, before) => {
    if (now.style !== before.style) request(currentDocument());
  });
  request(currentDocument());
}
