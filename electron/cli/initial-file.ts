import { access, constants } from 'node:fs/promises';
import { resolve } from 'node:path';
import { explainError } from '../backend/storage/explain-error.ts';
import { CommandError } from './exit-status.ts';

/** The file named on a command line, as the window wants it; a bundled example is named `example:NAME`. */
export async function initialFile(given: string, folder: string = process.cwd()): Promise<string> {
  if (given.startsWith('example:')) return given;
  const path = resolve(folder, given);
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    throw new CommandError(2, (explainError(error, 'open', path) as Error).message);
  }
  return path;
}
