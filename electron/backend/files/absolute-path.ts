import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { CallError } from '../../../shared/contract/errors.ts';

/** What a user types into the file dialog, as an absolute path: `~` is her home, and a relative path begins there. */
export function absolutePath(typed: string, home: string = homedir()): string {
  if (typed.includes('\0'))
    throw new CallError('bad-request', 'A file name cannot hold a NUL character: choose another name.');
  if (typed === '~') return home;
  if (typed.startsWith('~/')) return join(home, typed.slice(2));
  return resolve(home, typed);
}
