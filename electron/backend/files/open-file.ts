import { open } from 'node:fs/promises';
import type { CallResult } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/errors.ts';
import { MAX_MESSAGE_LENGTH } from '../../../shared/contract/message.ts';
import { sha256Hex } from '../sha256.ts';
import { explainError } from '../storage/explain-error.ts';

/** Reads a document's text. What the text means the window finds out itself; here it need only be text. */
export async function openFile(path: string): Promise<CallResult<'files.open'>> {
  try {
    const file = await open(path, 'r');
    try {
      const { size, mtimeMs, isFile } = await file.stat().then((stat) => ({ ...stat, isFile: stat.isFile() }));
      if (!isFile) throw new CallError('not-a-document', `${path} is not a file: choose a .bridgewarden.json file.`);
      if (size > MAX_MESSAGE_LENGTH / 2)
        throw new CallError(
          'not-a-document',
          `${path} is far too large for a drawing: choose a .bridgewarden.json file.`,
        );
      const content = await file.readFile();
      return { path, text: decode(content, path), stamp: { sha256: sha256Hex(content), modified: mtimeMs } };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw explainError(error, 'open', path);
  }
}

function decode(content: Uint8Array, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch {
    throw new CallError('not-a-document', `${path} is not a text file in UTF-8: choose a .bridgewarden.json file.`);
  }
}
