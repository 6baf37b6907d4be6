import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { FileStamp } from '../../../shared/contract/contract.ts';

/** The hash that tells one content from another. */
export function hashOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What a file looks like now, or `undefined` when it is not there. */
export async function stampOf(path: string): Promise<FileStamp | undefined> {
  try {
    const [content, { mtimeMs }] = await Promise.all([readFile(path), stat(path)]);
    return { sha256: hashOf(content), modified: mtimeMs };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
