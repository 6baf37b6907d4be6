import type { QuestionAnswer } from '../../../shared/contract/question.ts';
import type { Ask, AskedQuestion } from './ask.ts';

interface Kept {
  readonly answer: QuestionAnswer;
  readonly until: number;
}

/** As long as sudo remembers: enough for a deployment and for another look at a host. */
const REMEMBER_MS = 15 * 60_000;

/**
 * Asks each thing once: an answer is kept in memory for a while, given again to the next connection, and asked for anew
 * when it proves wrong, or after `end`. Many hosts that ask the same at once (the passphrase of one key) wait for one answer.
 */
export function rememberAnswers(ask: Ask, rememberMs = REMEMBER_MS, end?: AbortSignal): Ask {
  const kept = new Map<string, Kept>();
  end?.addEventListener('abort', () => kept.clear(), { once: true });
  const asking = new Map<string, Promise<QuestionAnswer>>();

  async function put(name: string, question: AskedQuestion, signal: AbortSignal): Promise<QuestionAnswer> {
    kept.delete(name);
    const answering = ask(question, signal);
    asking.set(name, answering);
    try {
      const answer = await answering;
      if (answer.kind === 'secret' && !end?.aborted) keep(name, answer);
      return answer;
    } finally {
      asking.delete(name);
    }
  }

  function keep(name: string, answer: QuestionAnswer): void {
    kept.set(name, { answer, until: performance.now() + rememberMs });
    setTimeout(() => {
      if ((kept.get(name)?.until ?? Number.POSITIVE_INFINITY) <= performance.now()) kept.delete(name);
    }, rememberMs + 1).unref();
  }

  return async (question, signal) => {
    const { remember: name } = question;
    if (name === undefined) return ask(question, signal);
    for (;;) {
      signal.throwIfAborted();
      const known = kept.get(name);
      if (known !== undefined && !question.again) return known.answer;
      const other = asking.get(name);
      if (other === undefined) return put(name, question, signal);
      try {
        return await unlessAborted(other, signal);
      } catch {
        // The connection that had put the question ended without an answer: now it is ours to put.
      }
    }
  };
}

/** Waits for a promise no longer than the signal allows. */
async function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
