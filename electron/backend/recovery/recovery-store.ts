import { chmod, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallParams, CallResult } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/errors.ts';
import { explainError } from '../storage/explain-error.ts';
import { stateFolder } from '../storage/state-folder.ts';
import { writeAtomically } from '../storage/write-atomically.ts';
import { identityOf, isRunning } from './process-identity.ts';
import { type RecoveryCopy, recoveryCopySchema } from './recovery-copy.ts';

/**
 * Copies of unsaved work, outside the documents' files. A copy is offered only when the window that wrote it is gone;
 * documents name hosts and users, so only their owner may read the copies.
 */
export class RecoveryStore {
  readonly #folder: string;
  readonly #process = identityOf(process.pid);
  /** The windows of this process that still run. */
  readonly #windows = new Set<string>();
  /** One change after the other: a copy must not reappear because its writing took longer than its dropping. */
  #queue: Promise<unknown> = Promise.resolve();
  #count = 0;

  constructor(folder: string = join(stateFolder(), 'recovery')) {
    this.#folder = folder;
  }

  /** A window begins: its copies are its own until it is closed. */
  openWindow(): string {
    const window = `${process.pid}-${Date.now()}-${this.#count++}`;
    this.#windows.add(window);
    return window;
  }

  closeWindow(window: string): void {
    this.#windows.delete(window);
  }

  put(window: string, params: CallParams<'recovery.put'>): Promise<void> {
    const path = this.#pathOf(params.id);
    return this.#inTurn('write', path, async () => {
      await this.#write(path, { ...params, saved: Date.now(), owner: { ...this.#process, window } });
    });
  }

  /** What windows left behind that ended without saving, the latest first. */
  async list(): Promise<CallResult<'recovery.list'>> {
    const names = await readdir(this.#folder).catch(() => []);
    const ids = names.filter((name) => name.endsWith('.json')).map((name) => name.slice(0, -'.json'.length));
    const copies = await Promise.all(ids.map((id) => this.#read(id)));
    return {
      copies: copies
        .filter((copy) => copy !== undefined)
        .filter((copy) => !this.#isInUse(copy))
        .map(({ id, name, path, saved }) => ({ id, name, saved, ...(path === undefined ? {} : { path }) }))
        .sort((one, other) => other.saved - one.saved),
    };
  }

  /** From now on the copy is this window's, so that no other one is offered the same work. */
  open(window: string, id: string): Promise<CallResult<'recovery.open'>> {
    const path = this.#pathOf(id);
    return this.#inTurn('open', path, async () => {
      const copy = await this.#read(id);
      if (!copy)
        throw new CallError('not-found', 'That recovered copy is gone: it was opened or discarded in another window.');
      if (this.#isInUse(copy) && copy.owner.window !== window) throw inUse(copy);
      await this.#write(path, { ...copy, owner: { ...this.#process, window } });
      return { text: copy.text, ...(copy.path === undefined ? {} : { path: copy.path }) };
    });
  }

  drop(window: string, id: string): Promise<void> {
    const path = this.#pathOf(id);
    return this.#inTurn('remove', path, async () => {
      const copy = await this.#read(id);
      if (copy && this.#isInUse(copy) && copy.owner.window !== window) throw inUse(copy);
      await rm(path, { force: true });
    });
  }

  #isInUse({ owner }: RecoveryCopy): boolean {
    if (owner.pid === this.#process.pid && owner.started === this.#process.started)
      return this.#windows.has(owner.window);
    return isRunning({ pid: owner.pid, ...(owner.started === undefined ? {} : { started: owner.started }) });
  }

  async #write(path: string, copy: RecoveryCopy): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await chmod(this.#folder, 0o700);
    await writeAtomically(path, JSON.stringify(copy), { mode: 0o600 });
  }

  /** `undefined` for what is missing or was damaged: a broken copy must not keep the others from being offered. */
  async #read(id: string): Promise<RecoveryCopy | undefined> {
    try {
      return recoveryCopySchema.parse(JSON.parse(await readFile(this.#pathOf(id), 'utf8')));
    } catch {
      return undefined;
    }
  }

  #pathOf(id: string): string {
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(id)) throw new CallError('bad-request', 'That is no id of a recovered copy.');
    return join(this.#folder, `${id}.json`);
  }

  async #inTurn<T>(doing: string, path: string, change: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(change);
    this.#queue = done.catch(() => {});
    try {
      return await done;
    } catch (error) {
      throw explainError(error, doing, path);
    }
  }
}

function inUse(copy: RecoveryCopy): CallError {
  return new CallError('busy', `The recovered copy of "${copy.name}" belongs to another window that is open.`);
}
