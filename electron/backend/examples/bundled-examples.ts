import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallResult } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/errors.ts';
import { packageRoot } from '../package-root.ts';
import { EXAMPLE_SENTENCES } from './example-sentences.ts';

const ENDING = '.bridgewarden.json';

/** The example documents that come with the program. */
export class BundledExamples {
  readonly #folder: string;

  constructor(folder: string = join(packageRoot(), 'assets', 'examples')) {
    this.#folder = folder;
  }

  async list(): Promise<CallResult<'files.examples'>> {
    const examples = await Promise.all(
      (await this.#ids()).map(async (id) => ({
        id,
        name: nameIn(await this.#read(id)) ?? id,
        sentence: EXAMPLE_SENTENCES[id] ?? '',
      })),
    );
    return { examples };
  }

  /** Without a path: an example is a starting point and is saved as a new file. */
  async open(id: string): Promise<CallResult<'files.example'>> {
    const ids = await this.#ids();
    // Only names that the folder itself lists ever become part of a path.
    if (!ids.includes(id))
      throw new CallError('not-found', `There is no example named "${id}". There are: ${ids.join(', ')}.`);
    return { text: await this.#read(id) };
  }

  async #ids(): Promise<string[]> {
    const names = await readdir(this.#folder).catch(() => []);
    return names
      .filter((name) => name.endsWith(ENDING))
      .map((name) => name.slice(0, -ENDING.length))
      .sort((a, b) => place(a) - place(b) || a.localeCompare(b));
  }

  #read(id: string): Promise<string> {
    return readFile(join(this.#folder, id + ENDING), 'utf8');
  }
}

/** One without a sentence comes last. */
function place(id: string): number {
  const at = Object.keys(EXAMPLE_SENTENCES).indexOf(id);
  return at < 0 ? Number.MAX_SAFE_INTEGER : at;
}

function nameIn(text: string): string | undefined {
  try {
    const { name } = JSON.parse(text) as { name?: unknown };
    return typeof name === 'string' ? name : undefined;
  } catch {
    return undefined;
  }
}
