import type { Page } from 'playwright';
import { answersOf, atRest, atWork, keepWaiting, letWork } from './compiler-watch.ts';

interface Press {
  /** From the event to the frame after the one that shows it, milliseconds. */
  readonly took: number;
  /** The compiler was at work when the key went down. */
  readonly compiling: boolean;
}

declare global {
  /** The last key press, when its frame was shown. */
  var benchKey: Promise<Press>;
}

export interface KeystrokeTimes {
  readonly count: number;
  /** Milliseconds. */
  readonly median: number;
  readonly p95: number;
}

export interface Keystrokes {
  /** The compiler was kept waiting: all else is as in the other case. */
  readonly rest: KeystrokeTimes;
  /** The compiler was at work on an earlier key press. In some of them its answer arrives before the frame. */
  readonly compiling: KeystrokeTimes;
  /** The median of the quotients of the two, round by round; NaN where the compiler was always done too soon. */
  readonly ratio: number;
}

const ROUNDS = 15;
/** So many while one compile goes on, where it goes on so long. */
const PRESSES = 3;
/** A quick typist. */
const BETWEEN_MS = 110;
/** About when the compiler begins with a key press. */
const BEGUN_MS = 120;

/** Types in the field that has the focus: with the compiler kept waiting and with the compiler at work, by turns. */
export async function typeByTurns(page: Page): Promise<Keystrokes> {
  const typist = new Typist(page);
  const rest: number[] = [];
  const compiling: number[] = [];
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await atRest(page);
    await keepWaiting(page);
    await typist.press();
    await page.waitForTimeout(BEGUN_MS);
    const calm = await typist.presses((press) => !press.compiling);
    await letWork(page);
    await atRest(page);
    const answers = await answersOf(page);
    await typist.press();
    await atWork(page, answers);
    // A small document is compiled before the next key goes down.
    const busy = await typist.presses((press) => press.compiling);
    rest.push(...calm);
    compiling.push(...busy);
    if (busy.length > 0) ratios.push(timesOf(busy).median / timesOf(calm).median);
  }
  await atRest(page);
  return { rest: timesOf(rest), compiling: timesOf(compiling), ratio: timesOf(ratios).median };
}

class Typist {
  readonly #page: Page;
  #count = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  /** There and back, so that what is typed stays a name. */
  press(): Promise<Press> {
    this.#count += 1;
    return keystroke(this.#page, this.#count % 2 === 1 ? 'x' : 'Backspace');
  }

  /** How long a few presses took, up to the first that is not of the kind that is measured. */
  async presses(counts: (press: Press) => boolean): Promise<readonly number[]> {
    const times: number[] = [];
    for (let more = 0; more < PRESSES; more += 1) {
      const press = await this.press();
      if (!counts(press)) break;
      times.push(press.took);
      await this.#page.waitForTimeout(BETWEEN_MS);
    }
    return times;
  }
}

async function keystroke(page: Page, key: string): Promise<Press> {
  await page.evaluate(() => {
    const told = new Promise<Press>((resolve) => {
      window.addEventListener(
        'keydown',
        ({ timeStamp }) => {
          const compiling = benchCompiler.working;
          const shown = () => resolve({ took: performance.now() - timeStamp, compiling });
          requestAnimationFrame(() => requestAnimationFrame(shown));
        },
        { once: true, capture: true },
      );
    });
    Object.assign(globalThis, { benchKey: told });
  });
  await page.keyboard.press(key);
  return page.evaluate(() => benchKey);
}

function timesOf(values: readonly number[]): KeystrokeTimes {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { count: sorted.length, median: at(0.5), p95: at(0.95) };
}
