import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AskedQuestion } from '../backend/ssh/ask.ts';
import { askAtTerminal } from './ask-at-terminal.ts';

let input: PassThrough;
let shown: string;
let ask: ReturnType<typeof askAtTerminal>;
beforeEach(() => {
  input = new PassThrough();
  const output = new PassThrough();
  shown = '';
  output.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  ask = askAtTerminal({ input, output });
});

const NOW = new AbortController().signal;
const PASSWORD: AskedQuestion = { host: 'mytux', kind: 'password', prompt: 'The password?', answer: 'secret' };
const HOST_KEY: AskedQuestion = {
  host: 'mytux',
  kind: 'unknown-host-key',
  prompt: 'Known?',
  answer: 'accept',
  hostKey: { type: 'ED25519', fingerprint: 'SHA256:abc', address: 'mytux' },
};
const until = (text: string) => expect.poll(() => shown).toContain(text);

describe('a question at the terminal', () => {
  it('shows who asks what, and nothing of a secret', async () => {
    const answer = ask(PASSWORD, NOW);
    await until('mytux: The password?\n> ');
    input.write('geheim\n');
    expect(await answer).toEqual({ kind: 'secret', text: 'geheim' });
    expect(shown).not.toContain('geheim');
  });

  it('has silenced the terminal before it shows the question: who types at once is not seen either', async () => {
    let raw = false;
    let rawWhenAsked: boolean | undefined;
    const typed = Object.assign(new PassThrough(), {
      isTTY: true,
      setRawMode: (on: boolean) => {
        raw = on;
      },
    });
    const output = new PassThrough();
    output.on('data', () => {
      rawWhenAsked ??= raw;
    });
    const answer = askAtTerminal({ input: typed, output })(PASSWORD, NOW);
    await expect.poll(() => rawWhenAsked).toBeDefined();
    typed.write('geheim\r');
    await answer;
    expect(rawWhenAsked).toBe(true);
    expect(raw).toBe(false);
  });

  it('shows a fingerprint, and takes a whole yes alone for one', async () => {
    for (const [typed, kind] of [
      ['yes', 'accept'],
      ['y', 'refuse'],
      ['', 'refuse'],
    ] as const) {
      shown = '';
      const answer = ask(HOST_KEY, NOW);
      await until('ED25519 SHA256:abc\nAccept?');
      input.write(`${typed}\n`);
      expect(await answer).toEqual({ kind });
    }
  });

  it('waits until the one before is answered', async () => {
    const first = ask(PASSWORD, NOW);
    const second = ask({ ...PASSWORD, host: 'other' }, NOW);
    await until('mytux: The password?');
    expect(shown).not.toContain('other');
    input.write('one\n');
    await first;
    await until('other: The password?');
    input.write('two\n');
    expect(await second).toEqual({ kind: 'secret', text: 'two' });
  });

  it('that is withdrawn makes way for the next one', async () => {
    const gone = new AbortController();
    const first = ask({ ...PASSWORD, answer: 'presence', prompt: 'Touch it.' }, gone.signal);
    const second = ask(PASSWORD, NOW);
    await until('Touch it.');
    gone.abort();
    await expect(first).rejects.toThrow();
    await until('The password?');
    input.write('x\n');
    expect(await second).toMatchObject({ kind: 'secret' });
  });

  it('at the end of the input is a no', async () => {
    const answer = ask(PASSWORD, NOW);
    await until('> ');
    input.end();
    expect(await answer).toEqual({ kind: 'refuse' });
  });
});
