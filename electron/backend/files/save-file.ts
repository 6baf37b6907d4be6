import { stat } from 'node:fs/promises';
import type { CallParams, CallResult, FileStamp } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/errors.ts';
import { explainError } from '../storage/explain-error.ts';
import { writeAtomically } from '../storage/write-atomically.ts';
import { stampOf } from './file-stamp.ts';
import { realTarget } from './real-target.ts';

/** Saves of one process, one after the other: two windows must not both find the file unchanged and then both write. */
let queue: Promise<unknown> = Promise.resolve();

/**
 * Saves a document, atomically, and only over what the window has read: `changed-on-disk` when the content is another
 * now (a newer time alone is no change), `exists` when a new file would replace one.
 */
export function saveFile(params: CallParams<'files.save'>): Promise<CallResult<'files.save'>> {
  const saved = queue.then(() => save(params));
  queue = saved.catch(() => {});
  return saved;
}

async function save(params: CallParams<'files.save'>): Promise<CallResult<'files.save'>> {
  const { path, text } = params;
  try {
    const target = await realTarget(path);
    if (await isOtherThanFile(target)) {
      throw new CallError(
        'bad-request',
        `Cannot save ${path}: there is a folder or device of that name; choose another name.`,
      );
    }
    const content = params.encoding === 'base64' ? Buffer.from(text, 'base64') : text;
    await writeAtomically(target, content, {
      // Only when everything is written and the renaming is left: before that lies a slow disk.
      beforeRename: async () => {
        if (!params.overwrite) refuseToReplace(params, await stampOf(target));
      },
      exclusive: !params.overwrite && params.expected === undefined,
    });
    const stamp = await stampOf(target);
    if (!stamp) throw new CallError('io', `${path} was saved, but another program removed it at once: save again.`);
    return { path, stamp };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyExists(path);
    throw explainError(error, 'save', path);
  }
}

function refuseToReplace({ path, expected }: CallParams<'files.save'>, found: FileStamp | undefined): void {
  if (!expected) {
    if (found) throw alreadyExists(path);
    return;
  }
  if (!found) {
    throw new CallError(
      'changed-on-disk',
      `${path} was removed or renamed since it was opened. Save it anew, or under another name.`,
    );
  }
  if (found.sha256 !== expected.sha256) {
    throw new CallError(
      'changed-on-disk',
      `${path} was changed by another program since it was opened. Load that version, replace it, or save under another name.`,
      { stamp: found },
    );
  }
}

function alreadyExists(path: string): CallError {
  return new CallError('exists', `${path} exists already. Replace it, or choose another name.`);
}

async function isOtherThanFile(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && !found.isFile();
}
