import { randomBytes } from 'node:crypto';
import { type FileHandle, link, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface WriteOptions {
  /** Of a new file; an existing one keeps its own. Default: what the umask leaves of 0666. */
  readonly mode?: number;
  /** Fail with EEXIST when the file is there. */
  readonly exclusive?: boolean;
  /** Runs when all is written and only the renaming is left; what it throws leaves the file as it was. */
  readonly beforeRename?: () => Promise<void>;
}

/**
 * Writes a file so that at every moment the old or the new content is whole on disk: a temporary file beside it, synced,
 * then renamed over it. Give the real path: a symbolic link would be replaced by a file.
 */
export async function writeAtomically(
  path: string,
  content: string | Uint8Array,
  options: WriteOptions = {},
): Promise<void> {
  const folder = dirname(path);
  // A short name: the document's own may already be as long as the file system allows.
  const temporary = join(folder, `.bridgewarden-${randomBytes(6).toString('hex')}.tmp`);
  let file: FileHandle | undefined;
  try {
    file = await open(temporary, 'wx', options.mode ?? 0o666);
    await file.writeFile(content, 'utf8');
    await keepOwnerAndMode(file, path, options.mode);
    await file.sync();
    await file.close();
    file = undefined;
    await options.beforeRename?.();
    if (options.exclusive) await linkOrRename(temporary, path);
    else await rename(temporary, path);
  } finally {
    await file?.close();
    await rm(temporary, { force: true });
  }
  await syncFolder(folder);
}

async function keepOwnerAndMode(file: FileHandle, path: string, mode: number | undefined): Promise<void> {
  const before = await stat(path).catch(() => undefined);
  if (!before) {
    // The umask took its part at open; a mode that was asked for is meant literally.
    if (mode !== undefined) await file.chmod(mode);
    return;
  }
  const own = await file.stat();
  // Only root can give a file away; for anybody else it becomes her own, as with any editor that saves this way.
  if (own.uid !== before.uid || own.gid !== before.gid) await file.chown(before.uid, before.gid).catch(() => {});
  await file.chmod(before.mode & 0o7777);
}

/** Linking fails when the target exists, which renaming does not; file systems without links have to do with less. */
async function linkOrRename(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    await rename(temporary, path);
  }
}

/** Makes the renaming itself survive a power cut, where folders can be synced. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}
