import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import type { QuestionAnswer } from '../../shared/contract/question.ts';
import type { Ask, AskedQuestion } from '../backend/ssh/ask.ts';
import type { Terminal } from './ask-to-keep.ts';

const REFUSE: QuestionAnswer = { kind: 'refuse' };

/** Asks at a terminal, one question after the other, whoever asks. What is secret is not shown while it is typed. */
export function askAtTerminal(terminal: Terminal): Ask {
  let last: Promise<unknown> = Promise.resolve();
  return (question, signal) => {
    const turn = last.then(
      () => askOne(question, signal, terminal),
      () => askOne(question, signal, terminal),
    );
    last = turn;
    return turn;
  };
}

async function askOne(question: AskedQuestion, signal: AbortSignal, terminal: Terminal): Promise<QuestionAnswer> {
  signal.throwIfAborted();
  const key = question.hostKey === undefined ? '' : `  ${question.hostKey.type} ${question.hostKey.fingerprint}\n`;
  const words = `${question.host}: ${question.prompt}\n${key}`;
  switch (question.answer) {
    case 'presence':
      terminal.output.write(words);
      // Withdrawn as soon as the key was touched.
      if (!signal.aborted) await once(signal, 'abort');
      signal.throwIfAborted();
      return REFUSE;
    case 'accept': {
      const text = await readLine(`${words}Accept? [yes/no] `, terminal, signal, false);
      return /^yes$/i.test((text ?? '').trim()) ? { kind: 'accept' } : REFUSE;
    }
    case 'text':
    case 'secret': {
      const text = await readLine(`${words}> `, terminal, signal, question.answer === 'secret');
      return text === undefined ? REFUSE : { kind: 'secret', text };
    }
  }
}

/** Says the words and reads a line; nothing at the end of the input (Ctrl+D). */
async function readLine(
  words: string,
  terminal: Terminal,
  signal: AbortSignal,
  hidden: boolean,
): Promise<string | undefined> {
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  // Taking over the terminal is what keeps it from showing what is typed; where it goes is then ours to say. It is taken
  // before anything is asked, or the terminal would show what somebody types at once.
  const prompt = createInterface({ input: terminal.input, output: hidden ? nowhere : terminal.output, terminal: true });
  prompt.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    terminal.output.write(words);
    return await new Promise<string | undefined>((resolve, reject) => {
      prompt.once('line', resolve);
      prompt.once('close', () => resolve(undefined));
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
    });
  } finally {
    prompt.close();
    if (hidden) terminal.output.write('\n');
  }
}
