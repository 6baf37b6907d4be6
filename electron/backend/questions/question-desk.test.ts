import { beforeEach, describe, expect, it } from 'vitest';
import type { Emit } from '../../../shared/contract/contract.ts';
import type { AskedQuestion } from '../ssh/ask.ts';
import { QuestionDesk } from './question-desk.ts';

let emitted: { name: string; payload: object }[];
let close: () => void;
let desk: QuestionDesk;
beforeEach(() => {
  emitted = [];
  const emit: Emit = (name, payload) => void emitted.push({ name, payload });
  desk = new QuestionDesk(emit, (listener) => {
    close = listener;
  });
});

const QUESTION: AskedQuestion = { host: 'mytux', kind: 'password', prompt: 'The password?', answer: 'secret' };
const lastId = (): string => (emitted[emitted.length - 1]?.payload as { id: string } | undefined)?.id ?? '';

describe('QuestionDesk', () => {
  it('puts a question to the window and hands the answer to whoever asked', async () => {
    const answer = desk.ask(QUESTION, new AbortController().signal);
    expect(emitted).toEqual([{ name: 'question', payload: { ...QUESTION, id: lastId() } }]);
    await desk.handlers()['questions.answer']({ id: lastId(), answer: { kind: 'secret', text: 's' } });
    expect(await answer).toEqual({ kind: 'secret', text: 's' });
  });

  it('takes an answer once', async () => {
    void desk.ask(QUESTION, new AbortController().signal);
    const id = lastId();
    await desk.handlers()['questions.answer']({ id, answer: { kind: 'refuse' } });
    await expect(desk.handlers()['questions.answer']({ id, answer: { kind: 'accept' } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('withdraws a question that nobody waits for any more', async () => {
    const waiting = new AbortController();
    const answer = desk.ask(QUESTION, waiting.signal);
    const id = lastId();
    waiting.abort();
    await expect(answer).rejects.toThrow();
    expect(emitted.at(-1)).toEqual({ name: 'question-withdrawn', payload: { id } });
    await expect(desk.handlers()['questions.answer']({ id, answer: { kind: 'accept' } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('refuses in the name of a window that has closed, then and later', async () => {
    const answer = desk.ask(QUESTION, new AbortController().signal);
    close();
    expect(await answer).toEqual({ kind: 'refuse' });
    expect(await desk.ask(QUESTION, new AbortController().signal)).toEqual({ kind: 'refuse' });
  });
});
