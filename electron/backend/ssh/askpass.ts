import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { stateFolder } from '../storage/state-folder.ts';
import { ASKPASS_SCRIPT } from './askpass-script.ts';

/** A question as ssh puts it to its askpass program. */
export interface SshPrompt {
  readonly text: string;
  /** `text` wants a line, `confirm` a yes or no, `none` only tells that a security key waits for a touch. */
  readonly mode: 'text' | 'confirm' | 'none';
}

/** The line for ssh (empty for a yes), or nothing for a no. */
export type AnswerPrompt = (prompt: SshPrompt, signal: AbortSignal) => Promise<string | undefined>;

/** What has ssh's questions answered by this process. */
export interface Askpass {
  /** For the environment of ssh; no secret is in it. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

const LINE = /^(\d+) (\w+) ((?:[0-9a-f]{2})*)$/;
/** How often it is looked whether ssh still waits. */
const LOOK_MS = 200;

/** Listens for questions until it is closed; closing withdraws what is open. */
export async function startAskpass(answer: AnswerPrompt): Promise<Askpass> {
  const folder = executableFolder();
  const closing = new AbortController();
  const close = (): void => {
    closing.abort();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const questions = join(folder, 'questions');
    await promisify(execFile)('mkfifo', ['-m', '600', questions]);
    // For writing too, so that it does not end when one askpass does.
    const pipe = new Socket({ fd: openSync(questions, constants.O_RDWR | constants.O_NONBLOCK), writable: false });
    pipe.on('error', () => {});
    closing.signal.addEventListener('abort', () => pipe.destroy());
    // A connection that waits for nothing else must not be kept alive by this one.
    pipe.unref();
    createInterface({ input: pipe }).on('line', (line) => {
      const [, pid = '', mode = '', hex = ''] = LINE.exec(line) ?? [];
      if (pid !== '') void serve(folder, Number(pid), prompt(mode, hex), answer, closing.signal).catch(() => {});
    });
    return {
      environment: {
        SSH_ASKPASS: join(folder, 'askpass'),
        SSH_ASKPASS_REQUIRE: 'force',
        // Before 8.4 a display was what made ssh use its askpass.
        DISPLAY: process.env.DISPLAY ?? ':0',
        BRIDGEWARDEN_ASKPASS: folder,
        BRIDGEWARDEN_PROCESS: String(process.pid),
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function prompt(mode: string, hex: string): SshPrompt {
  const text = Buffer.from(hex, 'hex').toString('utf8');
  return { text, mode: mode === 'confirm' || mode === 'none' ? mode : 'text' };
}

/** Answers one askpass; its death (ssh ended, or the security key was touched) withdraws the question. */
async function serve(
  folder: string,
  pid: number,
  asked: SshPrompt,
  answer: AnswerPrompt,
  closed: AbortSignal,
): Promise<void> {
  const waiting = new AbortController();
  const signal = AbortSignal.any([waiting.signal, closed]);
  const look = setInterval(() => {
    if (!lives(pid)) waiting.abort();
  }, LOOK_MS);
  let pipe: FileHandle | undefined;
  try {
    pipe = await openForAnswer(join(folder, `answer-${pid}`), signal);
    // Not longer than ssh waits, whatever becomes of the question.
    const line = await Promise.race([answer(asked, signal), aborted(signal)]);
    if (line !== undefined) await pipe.write(`yes\n${line}\n`);
  } finally {
    clearInterval(look);
    await pipe?.close();
  }
}

/** The pipe opens once the askpass reads from it, and from then on tells it when this process is gone. */
async function openForAnswer(path: string, signal: AbortSignal): Promise<FileHandle> {
  for (;;) {
    signal.throwIfAborted();
    try {
      return await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error;
      await sleep(5);
    }
  }
}

async function aborted(signal: AbortSignal): Promise<undefined> {
  if (!signal.aborted) await once(signal, 'abort');
  return undefined;
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A folder of our own (mkdtemp makes it 0700) with the program in it; where /tmp is mounted noexec, among our state. */
function executableFolder(): string {
  const refusals: string[] = [];
  for (const base of [tmpdir(), stateFolder()]) {
    mkdirSync(base, { recursive: true });
    const folder = mkdtempSync(join(base, 'bridgewarden-ask-'));
    const program = join(folder, 'askpass');
    try {
      writeFileSync(program, ASKPASS_SCRIPT, { mode: 0o700 });
      accessSync(program, constants.X_OK);
      return folder;
    } catch (error) {
      refusals.push(String(error));
      rmSync(folder, { recursive: true, force: true });
    }
  }
  throw new Error(`Nothing can be asked, because no folder of ours may hold a program: ${refusals.join('; ')}`);
}
