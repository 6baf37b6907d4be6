import { randomUUID } from 'node:crypto';
import type { Emit, Handlers } from '../../../shared/contract/contract.ts';
import { CallError } from '../../../shared/contract/errors.ts';
import type { QuestionAnswer } from '../../../shared/contract/question.ts';
import type { AskedQuestion } from '../ssh/ask.ts';

/** Where the questions of one window's connections wait for their answers. */
export class QuestionDesk {
  readonly #emit: Emit;
  readonly #open = new Map<string, (answer: QuestionAnswer) => void>();
  #closed = false;

  constructor(emit: Emit, onClose: (listener: () => void) => void) {
    this.#emit = emit;
    // A window that is gone answers nothing: whatever waits for it is to end now, and not by a timeout.
    onClose(() => {
      this.#closed = true;
      for (const answer of [...this.#open.values()]) answer({ kind: 'refuse' });
    });
  }

  /** Asks the window; rejects once the signal is aborted, after telling the window that the question is void. */
  async ask({ remember: _, again: __, ...question }: AskedQuestion, signal: AbortSignal): Promise<QuestionAnswer> {
    signal.throwIfAborted();
    if (this.#closed) return { kind: 'refuse' };
    const id = randomUUID();
    return new Promise((resolve, reject) => {
      const withdraw = (): void => {
        this.#open.delete(id);
        this.#emit('question-withdrawn', { id });
        reject(signal.reason as Error);
      };
      signal.addEventListener('abort', withdraw, { once: true });
      this.#open.set(id, (answer) => {
        this.#open.delete(id);
        signal.removeEventListener('abort', withdraw);
        resolve(answer);
      });
      this.#emit('question', { id, ...question });
    });
  }

  /** The window's call. An answer that comes after the withdrawal is told so, and goes nowhere. */
  handlers(): Pick<Handlers, 'questions.answer'> {
    return {
      'questions.answer': async ({ id, answer }) => {
        const take = this.#open.get(id);
        if (take === undefined)
          throw new CallError('not-found', 'Nobody waits for that answer any more: the connection has ended.');
        take(answer);
        return {};
      },
    };
  }
}
