import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

/**
 * The real file behind a path, following symbolic links, also one that leads to a file that is not there yet: the
 * document is written where the link leads, and the link stays.
 */
export async function realTarget(path: string): Promise<string> {
  let current = path;
  for (let hops = 0; hops < 40; hops++) {
    try {
      return await realpath(current);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    const target = await readlink(current).catch(() => undefined);
    if (target === undefined) return join(await realpath(dirname(current)), basename(current));
    current = resolve(dirname(current), target);
  }
  throw Object.assign(new Error('too many symbolic links'), { code: 'ELOOP' });
}
