import { useDeferredValue } from 'react';
import type { Document } from '../../shared/document/document.ts';
import type { Topology } from '../../shared/topology/topology.ts';
import { useDocument, useDocumentStore } from './document-store.ts';
import { isTyping } from './history.ts';
import { topologyOf } from './results-store.ts';

/**
 * The document for what goes through all of it: the canvas, the tree, the map. While somebody types in a field it lags behind, and
 * React gives up drawing it when the next key comes: a letter must not wait for thousands of objects. Every other change is
 * there at once, for a node that is dropped must not jump back for a frame.
 */
export function useDrawnDocument(): Document {
  const document = useDocument((now) => now);
  const typing = useDocumentStore(({ history }) => isTyping(history));
  const late = useDeferredValue(document);
  return typing ? late : document;
}

/** The drawing as a graph, of the same document. */
export function useTopology(): Topology {
  return topologyOf(useDrawnDocument());
}
