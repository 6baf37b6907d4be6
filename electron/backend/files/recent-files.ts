import { mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import { DOCUMENT_ENDING } from '../../../shared/document/document-ending.ts';
import { stateFolder } from '../storage/state-folder.ts';
import { writeAtomically } from '../storage/write-atomically.ts';

const MOST = 12;
const recentSchema = z.array(z.object({ path: z.string(), opened: z.number() }));

export type RecentFile = z.infer<typeof recentSchema>[number];

/** Which documents were opened and saved last, kept for the machine and not for a window. */
export class RecentFiles {
  readonly #file: string;
  /** One change after the other, so that two windows do not forget each other's. */
  #queue: Promise<unknown> = Promise.resolve();

  constructor(file: string = join(stateFolder(), 'recent.json')) {
    this.#file = file;
  }

  /** The latest first; empty when the list is missing or damaged. */
  async list(): Promise<readonly RecentFile[]> {
    try {
      return recentSchema.parse(JSON.parse(await readFile(this.#file, 'utf8')));
    } catch {
      return [];
    }
  }

  /** Puts a document at the head of the list. Scripts and other texts that are saved are no documents. */
  remember(path: string): Promise<void> {
    if (!path.endsWith(DOCUMENT_ENDING)) return Promise.resolve();
    return this.#change((files) => [{ path, opened: Date.now() }, ...files.filter((one) => one.path !== path)]);
  }

  forget(path: string): Promise<void> {
    return this.#change((files) => files.filter((one) => one.path !== path));
  }

  #change(change: (files: readonly RecentFile[]) => readonly RecentFile[]): Promise<void> {
    const done = this.#queue.then(async () => {
      const files = change(await this.list()).slice(0, MOST);
      await mkdir(dirname(this.#file), { recursive: true, mode: 0o700 });
      await writeAtomically(this.#file, `${JSON.stringify(files)}\n`, { mode: 0o600 });
    });
    // A list of shortcuts is no reason to fail an opening or a saving.
    this.#queue = done.catch(() => undefined);
    return this.#queue as Promise<void>;
  }
}
