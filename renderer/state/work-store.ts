import { create } from 'zustand';

/** Long work beside the window, which can be stopped. */
export interface Work {
  readonly id: number;
  /** What is going on: "Arranging the drawing". */
  readonly doing: string;
  readonly cancel: () => void;
}

interface WorkState {
  readonly works: readonly Work[];
}

export const useWork = create<WorkState>()(() => ({ works: [] }));

let last = 0;
/** Work that ends sooner is not worth a notice that flashes up. */
const QUIET_MS = 150;

/**
 * Does work that a notice with a Cancel button tells of while it lasts. Gives `undefined` when it was cancelled; rejects as the
 * work does.
 */
export async function doWork<Result>(
  doing: string,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const stop = new AbortController();
  last += 1;
  const own: Work = { id: last, doing, cancel: () => stop.abort() };
  const quiet = setTimeout(() => useWork.setState(({ works }) => ({ works: [...works, own] })), QUIET_MS);
  try {
    return await work(stop.signal);
  } catch (error) {
    if (stop.signal.aborted) return undefined;
    throw error;
  } finally {
    clearTimeout(quiet);
    useWork.setState(({ works }) => ({ works: works.filter((one) => one !== own) }));
  }
}
