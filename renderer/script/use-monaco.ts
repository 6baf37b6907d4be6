import type * as Monaco from 'monaco-editor/editor';
import { useCallback, useEffect, useState } from 'react';
import { loadMonaco } from './load-monaco.ts';

interface LoadedMonaco {
  readonly monaco: typeof Monaco | undefined;
  /** The editor could not be fetched: `retry` tries again. */
  readonly failed: boolean;
  readonly retry: () => void;
}

/** The editor for a component, fetched when the first one wants it; ready to measure its font. */
export function useMonaco(): LoadedMonaco {
  const [monaco, setMonaco] = useState<typeof Monaco | undefined>(undefined);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is what runs this again.
  useEffect(() => {
    let gone = false;
    setFailed(false);
    // The editor measures its font once: it must be there by then. Without it there is another one.
    const font = document.fonts.load('12px "JetBrains Mono Variable"').catch(() => undefined);
    Promise.all([loadMonaco(), font]).then(
      ([loaded]) => {
        if (!gone) setMonaco(loaded);
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
    };
  }, [attempt]);
  const retry = useCallback(() => setAttempt((before) => before + 1), []);
  return { monaco, failed, retry };
}
