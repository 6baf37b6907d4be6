import { useEffect } from 'react';
import { isDirty, useDocument, useDocumentStore } from '../state/document-store.ts';
import { fileName, useFile } from '../state/file-store.ts';

/** The title of the browser's tab or the desktop's window. */
export function useTitle(): void {
  const name = useDocument((document) => document.name);
  const path = useFile((state) => state.path);
  const dirty = useDocumentStore(isDirty);
  useEffect(() => {
    document.title = `${dirty ? '● ' : ''}${path === undefined ? name : fileName(path)} – Bridgewarden`;
  }, [name, path, dirty]);
}
