import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { type AnswerPrompt, type Askpass, type SshPrompt, startAskpass } from './askpass.ts';

let askpass: Askpass | undefined;
afterEach(() => askpass?.close());

/** Starts the program as ssh does. */
async function start(answer: AnswerPrompt): Promise<(text: string, mode?: string) => ChildProcess> {
  askpass = await startAskpass(answer);
  const { environment } = askpass;
  return (text, mode) =>
    spawn(environment.SSH_ASKPASS ?? '', [text], {
      env: { ...process.env, ...environment, ...(mode === undefined ? {} : { SSH_ASKPASS_PROMPT: mode }) },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
}

/** What the program prints, and how it ends. */
async function end(child: ChildProcess): Promise<{ code: number | null; said: string }> {
  let said = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}

describe('the askpass program', () => {
  it('hands a question on, whatever is in it, and the answer back', async () => {
    const asked: SshPrompt[] = [];
    const run = await start(async (prompt) => {
      asked.push(prompt);
      return 'pa ss$(id)\\n"\'é';
    });
    const text = 'line 1\n$(id) `id` \'ü\' "%s" \\n';
    expect(await end(run(text))).toEqual({ code: 0, said: 'pa ss$(id)\\n"\'é\n' });
    expect(asked).toEqual([{ text, mode: 'text' }]);
  });

  it('says no with its status', async () => {
    const run = await start(async () => undefined);
    expect(await end(run('Allow?', 'confirm'))).toEqual({ code: 1, said: '' });
  });

  it('keeps questions apart that are asked at once', async () => {
    const run = await start(async ({ text }) => `answer to ${text}`);
    const names = ['a', 'b', 'c', 'd'];
    const ends = await Promise.all(names.map((name) => end(run(name))));
    expect(ends.map(({ said }) => said)).toEqual(names.map((name) => `answer to ${name}\n`));
  });

  it('withdraws its question when ssh ends it, as after the touch of a security key', async () => {
    let asked = (_: SshPrompt): void => {};
    const prompt = new Promise<SshPrompt>((resolve) => {
      asked = resolve;
    });
    let withdrawn = (): void => {};
    const gone = new Promise<void>((resolve) => {
      withdrawn = resolve;
    });
    const run = await start((question, signal) => {
      asked(question);
      signal.addEventListener('abort', withdrawn);
      return new Promise(() => {});
    });
    const child = run('Confirm user presence for key ED25519-SK', 'none');
    expect(await prompt).toEqual({ text: 'Confirm user presence for key ED25519-SK', mode: 'none' });
    child.kill('SIGTERM');
    await gone;
  });

  it('does not wait for somebody who is gone', async () => {
    let asked = (): void => {};
    const prompt = new Promise<void>((resolve) => {
      asked = resolve;
    });
    const run = await start((_, signal) => {
      asked();
      return new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    });
    const ended = end(run('?'));
    await prompt;
    askpass?.close();
    expect((await ended).code).toBe(1);
  });

  it('does not wait for a program that was killed before ssh asked', async () => {
    await start(async () => 'never');
    const program = spawn('sleep', ['600']);
    const gone = once(program, 'close');
    program.kill('SIGKILL');
    await gone;
    // As if it had been that program's: nothing is left that reads the questions.
    const folder = mkdtempSync(join(tmpdir(), 'bridgewarden-ask-'));
    spawnSync('mkfifo', [join(folder, 'questions')]);
    try {
      const child = spawn(askpass?.environment.SSH_ASKPASS ?? '', ['?'], {
        env: { ...process.env, BRIDGEWARDEN_ASKPASS: folder, BRIDGEWARDEN_PROCESS: String(program.pid) },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      expect(await end(child)).toEqual({ code: null, said: '' });
      expect(readdirSync(folder)).toEqual(['questions']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('lies in a folder for its owner alone, which goes with it', async () => {
    await start(async () => undefined);
    const folder = askpass?.environment.BRIDGEWARDEN_ASKPASS ?? '';
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(statSync(`${folder}/questions`).mode & 0o777).toBe(0o600);
    askpass?.close();
    expect(existsSync(folder)).toBe(false);
  });
});
