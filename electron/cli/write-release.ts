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
  let at = '';
  try {
    for (const { folder, release } of placed) {
      at = folder;
      await mkdir(folder, { recursive: true });
      const beside = await mkdtemp(join(folder, '.bridgewarden-'));
      temporary.push(beside);
      for (const { name, mode, text } of release.files) {
        at = join(folder, name);
        await writeSynced(join(beside, name), text, mode);
        moves.push({ from: join(beside, name), to: at });
      }
    }
    for (const { from, to } of moves) {
      at = to;
      await rename(from, to);
    }
  } catch (error) {
    const explained = explainError(error, 'write', at);
    throw explained instanceof Error ? new CommandError(2, explained.message) : error;
  } finally {
    for (const folder of temporary) await rm(folder, { recursive: true, force: true });
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
