import { readdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { CallResult } from '../../../shared/contract/contract.ts';
import { DOCUMENT_ENDING } from '../../../shared/document/document-ending.ts';
import { explainError } from '../storage/explain-error.ts';

const order = new Intl.Collator('en', { numeric: true });

type Entry = CallResult<'files.list'>['entries'][number];

/** The folders and documents in a folder, or with `all` its files of every kind, folders first; hidden ones are left out. */
export async function listFolder(folder: string, all = false): Promise<CallResult<'files.list'>> {
  try {
    const names = await readdir(folder);
    const entries = await Promise.all(
      names.filter((name) => !name.startsWith('.')).map((name) => entryOf(folder, name, all)),
    );
    const parent = dirname(folder);
    return {
      folder,
      ...(parent === folder ? {} : { parent }),
      entries: entries.filter((entry) => entry !== undefined).sort(compareEntries),
    };
  } catch (error) {
    throw explainError(error, 'list', folder);
  }
}

async function entryOf(folder: string, name: string, all: boolean): Promise<Entry | undefined> {
  const path = join(folder, name);
  // A dangling link, or something that went away meanwhile, is nothing to choose.
  const found = await stat(path).catch(() => undefined);
  if (found?.isDirectory()) return { name, path, kind: 'folder' };
  if (found?.isFile() && (all || name.toLowerCase().endsWith(DOCUMENT_ENDING))) return { name, path, kind: 'document' };
  return undefined;
}

function compareEntries(one: Entry, other: Entry): number {
  if (one.kind !== other.kind) return one.kind === 'folder' ? -1 : 1;
  return order.compare(one.name, other.name);
}
