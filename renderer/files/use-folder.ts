import { useCallback, useEffect, useState } from 'react';
import type { CallResult } from '../../shared/contract/contract.ts';
import { backend, sentenceOf } from '../backend/backend-store.ts';

export type Folder = CallResult<'files.list'>;

/** One folder of the backend's machine, and the way to another; its documents, or with `all` its files of every kind. */
export function useFolder(first: string, all = false) {
  const [folder, setFolder] = useState<Folder | undefined>(undefined);
  const [reason, setReason] = useState<string | undefined>(undefined);
  const go = useCallback(
    async (path: string) => {
      try {
        setFolder(await backend().call('files.list', { folder: path, all }));
        setReason(undefined);
      } catch (error) {
        setReason(sentenceOf(error));
      }
    },
    [all],
  );
  useEffect(() => {
    void go(first);
  }, [go, first]);
  return { folder, reason, go };
}
