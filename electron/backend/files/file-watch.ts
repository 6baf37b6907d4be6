import { type FSWatcher, watch } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { FileStamp } from '../../../shared/contract/contract.ts';
import { sha256Hex } from '../sha256.ts';
import { stampOf } from './file-stamp.ts';
import { realTarget } from './real-target.ts';

/** Editors write in several steps; what they leave behind for a moment is nobody's business. */
const SETTLE_MS = 150;
/** Where the system tells nothing (network file systems, a removed folder) we look ourselves. */
const POLL_MS = 2000;

export type FileChanged = (path: string, stamp: FileStamp | undefined) => void;

/**
 * Watches one file and tells when its *content* becomes another one. It watches the folder, because a file that is
 * saved by renaming is a new file each time and a watch on the old one would hear nothing more.
 */
export class FileWatch {
  /** As it was named; it may be a link. */
  readonly path: string;
  readonly #changed: FileChanged;
  /** Hash of what our own window is saving just now: finding it is no news. */
  #saving: string | undefined;
  #target: string;
  #known: string | undefined;
  #watcher: FSWatcher | undefined;
  #settle: NodeJS.Timeout | undefined;
  #poll: NodeJS.Timeout | undefined;
  #seen = '';
  #closed = false;
  #looking: Promise<void> = Promise.resolve();

  private constructor(path: string, target: string, changed: FileChanged) {
    this.path = path;
    this.#target = target;
    this.#changed = changed;
  }

  static async start(path: string, changed: FileChanged): Promise<FileWatch> {
    const fileWatch = new FileWatch(path, await realTarget(path).catch(() => path), changed);
    fileWatch.#watchFolder();
    fileWatch.#seen = await signature(path);
    fileWatch.#known = (await stampOf(path).catch(() => undefined))?.sha256;
    fileWatch.#poll = setInterval(() => void fileWatch.#pollOnce(), POLL_MS).unref();
    return fileWatch;
  }

  /**
   * Runs a save of our own window, which is no news. Only from its end on the text is what we know: if another program
   * brings it back later, that is news, and a save that failed changes nothing.
   */
  async duringSave<Saved>(text: string, save: () => Promise<Saved>): Promise<Saved> {
    this.#saving = sha256Hex(text);
    try {
      const saved = await save();
      this.#known = this.#saving;
      return saved;
    } finally {
      this.#saving = undefined;
    }
  }

  close(): void {
    this.#closed = true;
    this.#watcher?.close();
    clearTimeout(this.#settle);
    clearInterval(this.#poll);
  }

  #watchFolder(): void {
    this.#watcher?.close();
    this.#watcher = undefined;
    try {
      this.#watcher = watch(dirname(this.#target), { persistent: false }, (_event, name) => {
        if (name === null || name === basename(this.#target)) this.#lookSoon();
      });
      // The folder went away, or the system has no watches left: polling goes on.
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      this.#watcher = undefined;
    }
  }

  async #pollOnce(): Promise<void> {
    const now = await signature(this.path);
    if (now === this.#seen || this.#closed) return;
    this.#seen = now;
    this.#lookSoon();
  }

  #lookSoon(): void {
    if (this.#closed) return;
    clearTimeout(this.#settle);
    this.#settle = setTimeout(() => {
      this.#looking = this.#looking.then(() => this.#look());
    }, SETTLE_MS);
  }

  async #look(): Promise<void> {
    const knownBefore = this.#known;
    let stamp: FileStamp | undefined;
    try {
      stamp = await stampOf(this.path);
    } catch {
      // Unreadable just now; the next event or poll looks again.
      return;
    }
    this.#seen = await signature(this.path);
    const target = await realTarget(this.path).catch(() => this.#target);
    // Also when the file is back after it was gone: its folder may be a new one of the old name.
    if (!this.#closed && (target !== this.#target || this.#known === undefined)) {
      this.#target = target;
      this.#watchFolder();
    }
    if (this.#closed || stamp?.sha256 === this.#known) return;
    // A save of ours ended while we read: what we read may be older than it.
    if (this.#known !== knownBefore) return this.#lookSoon();
    this.#known = stamp?.sha256;
    if (stamp && stamp.sha256 === this.#saving) return;
    this.#changed(this.path, stamp);
  }
}

/** Cheap to ask for, and another after every write: enough to know when reading the file is worth it. */
async function signature(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  return found ? `${found.dev}:${found.ino}:${found.size}:${found.mtimeMs}` : 'missing';
}
