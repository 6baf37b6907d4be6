import { CallError, type ErrorCode } from '../../../shared/contract/errors.ts';

interface Explanation {
  readonly code: ErrorCode;
  readonly why: string;
}

const EXPLANATIONS: Readonly<Record<string, Explanation>> = {
  ENOENT: { code: 'not-found', why: 'it does not exist; check the name' },
  ENOTDIR: { code: 'not-found', why: 'a part of its path is a file, not a folder; check the name' },
  EACCES: {
    code: 'permission-denied',
    why: 'you have no permission; choose another place or have the permission changed',
  },
  EPERM: { code: 'permission-denied', why: 'the system does not permit it; choose another place' },
  EROFS: { code: 'permission-denied', why: 'it is on a read-only file system; choose another place' },
  EISDIR: { code: 'bad-request', why: 'it is a folder; name a file' },
  ENAMETOOLONG: { code: 'bad-request', why: 'the name is too long; choose a shorter one' },
  ELOOP: { code: 'io', why: 'its symbolic links go round in a circle; remove one of them' },
  ENOSPC: { code: 'io', why: 'the disk is full; free some space and try again' },
  EDQUOT: { code: 'io', why: 'your disk quota is used up; free some space and try again' },
  EIO: { code: 'io', why: 'the disk reports an error; save elsewhere and have the disk looked at' },
  EMFILE: { code: 'io', why: 'too many files are open; close some programs and try again' },
};

/**
 * A file system error as a sentence: `Cannot save /etc/lab.json: you have no permission; ...`. Other errors, ours
 * included, come back as they are.
 */
export function explainError(error: unknown, doing: string, path: string): unknown {
  const code = (error as NodeJS.ErrnoException | undefined)?.code;
  if (error instanceof CallError || typeof code !== 'string') return error;
  if (code === 'ERR_INVALID_ARG_VALUE') {
    return new CallError(
      'bad-request',
      `Cannot ${doing} that file: its name has a character that no file name can have.`,
    );
  }
  const known = EXPLANATIONS[code] ?? { code: 'io' as const, why: `the system reports ${code}` };
  return new CallError(known.code, `Cannot ${doing} ${path}: ${known.why}.`);
}
