import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Preferences, preferencesSchema } from '../../../shared/contract/preferences.ts';
import { stateFolder } from '../storage/state-folder.ts';
import { writeAtomically } from '../storage/write-atomically.ts';

/**
 * How a person likes the window: theme, widths, options. Kept for the machine, because a browser keeps such things for an address, and the
 * browser window has another port each time.
 */
export class PreferenceStore {
  readonly #file: string;
  /** One change after the other, so that two windows do not undo each other's. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(file: string = join(stateFolder(), 'preferences.json')) {
    this.#file = file;
  }

  /** What was kept; nothing when the file is missing or damaged. */
  async read(): Promise<Preferences> {
    try {
      return preferencesSchema.parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      return {};
    }
  }

  /** Keeps one more. That a disk is full is no reason to complain about the width of a panel. */
  keep(key: string, value: string): Promise<void> {
    const done = this.#queue.then(async () => {
      const kept = { ...(await this.read()), [key]: value };
      await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
      await writeAtomically(this.#file, `${JSON.stringify(kept, undefined, 2)}\n`, { mode: 0o600 });
    });
    const calm = done.catch(() => undefined);
    this.#queue = calm;
    return calm;
  }
}
