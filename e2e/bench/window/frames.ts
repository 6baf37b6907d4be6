import type { Page } from 'playwright';

/** What a person feels of a movement: how long a frame took. */
export interface FrameTimes {
  readonly frames: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
}

declare global {
  /** Ends the recording in the page; milliseconds between its frames. */
  var benchFrames: () => number[];
}

/** Records the time between frames while something moves. */
export async function framesDuring(page: Page, move: () => Promise<void>): Promise<FrameTimes> {
  await page.evaluate(() => {
    const times: number[] = [];
    let last = performance.now();
    let running = true;
    const tick = (now: number) => {
      times.push(now - last);
      last = now;
      if (running) requestAnimationFrame(tick);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(tick);
    });
    Object.assign(window, {
      benchFrames: () => {
        running = false;
        return times;
      },
    });
  });
  await move();
  const times = await page.evaluate(() => benchFrames());
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { frames: sorted.length, median: at(0.5), p95: at(0.95), worst: sorted.at(-1) ?? Number.NaN };
}
