import { mkdir, mkdtemp, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CompiledHost } from '../../shared/compiler/result.ts';
import { explainError } from '../backend/storage/explain-error.ts';
import { CommandError } from './exit-status.ts';

/** A release and the folder that it goes to. */
export interface Placed {
  readonly folder: string;
  readonly release: CompiledHost;
}

/** One host's release goes into the folder itself, several into a folder each, named after the host. */
export function placeReleases(folder: string, releases: readonly CompiledHost[]): Placed[] {
  const [only] = releases;
  if (only && releases.length === 1) return [{ folder, release: only }];
  const taken = new Set<string>();
  return releases.map((release) => {
    const { name } = release;
    // A name is free text of the document; as a folder it must not lead elsewhere or be two hosts' at once.
    if (!/^[^/\\\p{Cc}]{1,100}$/u.test(name) || name.startsWith('.') || taken.has(name.toLowerCase())) {
      throw new CommandError(
        2,
        `The host name "${name}" cannot be the name of a folder of its own: rename the host, or compile it alone with --host ${release.host}.`,
      );
    }
    taken.add(name.toLowerCase());
    return { folder: join(folder, name), release };
  });
}

/**
 * Writes releases. All files of all hosts are written and synced beside their places first, so that a full disk leaves
 * the releases that were there; the renaming at the end is all that remains.
 */
export async function writeReleases(placed: readonly Placed[]): Promise<void> {
  const temporary: string[] = [];
  const moves: { readonly from: string; readonly to: string }[] = [];
  try {
    for (const { folder, release } of placed) {
      const beside = await explaining(folder, async () => {
        await mkdir(folder, { recursive: true });
        return mkdtemp(join(folder, '.bridgewarden-'));
      });
      temporary.push(beside);
      // Together, because a disk that is asked to keep several files at once waits for itself only once.
      const written = await Promise.allSettled(
        release.files.map(({ name, mode, text }) =>
          explaining(join(folder, name), () => writeSynced(join(beside, name), text, mode)),
        ),
      );
      for (const each of written) if (each.status === 'rejected') throw each.reason;
      for (const { name } of release.files) moves.push({ from: join(beside, name), to: join(folder, name) });
    }
    for (const { from, to } of moves) await explaining(to, () => rename(from, to));
  } finally {
    for (const folder of temporary) await rm(folder, { recursive: true, force: true });
  }
}

/** What keeps the work at this path from being done becomes a sentence about it. */
async function explaining<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const explained = explainError(error, 'write', path);
    throw explained instanceof Error ? new CommandError(2, explained.message) : error;
  }
}

async function writeSynced(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(text, 'utf8');
    // The umask had its say at open; a release's modes are part of the release.
    await file.chmod(mode);
    await file.sync();
  } finally {
    await file.close();
  }
}
