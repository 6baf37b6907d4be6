import { readFile, stat } from 'node:fs/promises';
import type { FileStamp } from '../../../shared/contract/contract.ts';
import { sha256Hex } from '../sha256.ts';

/** What a file looks like now, or `undefined` when it is not there. */
export async function stampOf(path: string): Promise<FileStamp | undefined> {
  try {
    const [content, { mtimeMs }] = await Promise.all([readFile(path), stat(path)]);
    return { sha256: sha256Hex(content), modified: mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
