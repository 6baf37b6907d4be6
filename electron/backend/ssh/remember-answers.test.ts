import { describe, expect, it } from 'vitest';
import type { QuestionAnswer } from '../../../shared/contract/question.ts';
import type { AskedQuestion } from './ask.ts';
import { rememberAnswers } from './remember-answers.ts';

const PASSPHRASE: AskedQuestion = { host: 'a', kind: 'passphrase', prompt: '?', answer: 'secret', remember: 'key' };
const NOW = new AbortController().signal;

/** Somebody whose answers come when the test says so. */
function slowPerson(end?: AbortSignal) {
  const asked: { question: AskedQuestion; answer: (text: string) => void; refuse: () => void }[] = [];
  const ask = rememberAnswers(
    (question, signal) =>
      new Promise<QuestionAnswer>((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        asked.push({
          question,
          answer: (text) => resolve({ kind: 'secret', text }),
          refuse: () => resolve({ kind: 'refuse' }),
        });
      }),
    40,
    end,
  );
  return { ask, asked };
}

describe('rememberAnswers', () => {
  it('asks the same only once, in a row and at once', async () => {
    const { ask, asked } = slowPerson();
    const both = Promise.all([ask(PASSPHRASE, NOW), ask({ ...PASSPHRASE, host: 'b' }, NOW)]);
    asked[0]?.answer('s');
    expect(await both).toEqual([
      { kind: 'secret', text: 's' },
      { kind: 'secret', text: 's' },
    ]);
    expect(await ask(PASSPHRASE, NOW)).toEqual({ kind: 'secret', text: 's' });
    expect(asked).toHaveLength(1);
  });

  it('asks anew when the answer was wrong, and keeps the better one', async () => {
    const { ask, asked } = slowPerson();
    const first = ask(PASSPHRASE, NOW);
    asked[0]?.answer('wrong');
    await first;
    const second = ask({ ...PASSPHRASE, again: true }, NOW);
    asked[1]?.answer('right');
    await second;
    expect(await ask(PASSPHRASE, NOW)).toEqual({ kind: 'secret', text: 'right' });
  });

  it('keeps neither a no nor an answer that will do only once', async () => {
    const { ask, asked } = slowPerson();
    const no = ask(PASSPHRASE, NOW);
    asked[0]?.refuse();
    expect(await no).toEqual({ kind: 'refuse' });
    void ask(PASSPHRASE, NOW);
    expect(asked).toHaveLength(2);

    const { remember: _, ...once } = PASSPHRASE;
    for (const _ of [1, 2]) void ask(once, NOW);
    expect(asked).toHaveLength(4);
  });

  it('puts the question for the one who still waits, when the one who had put it is gone', async () => {
    const { ask, asked } = slowPerson();
    const gone = new AbortController();
    const first = ask(PASSPHRASE, gone.signal);
    const second = ask(PASSPHRASE, NOW);
    gone.abort();
    await expect(first).rejects.toThrow();
    await expect.poll(() => asked.length).toBe(2);
    asked[1]?.answer('s');
    expect(await second).toEqual({ kind: 'secret', text: 's' });
  });

  it('forgets after a while', async () => {
    const { ask, asked } = slowPerson();
    const first = ask(PASSPHRASE, NOW);
    asked[0]?.answer('s');
    await first;
    await expect
      .poll(() => {
        void ask(PASSPHRASE, NOW);
        return asked.length;
      })
      .toBe(2);
  });

  it('forgets with the window that it was asked in', async () => {
    const closing = new AbortController();
    const { ask, asked } = slowPerson(closing.signal);
    const first = ask(PASSPHRASE, NOW);
    asked[0]?.answer('s');
    await first;
    closing.abort();
    void ask(PASSPHRASE, NOW);
    expect(asked).toHaveLength(2);
  });
});
