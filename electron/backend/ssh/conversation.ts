import type { Ask, AskedQuestion } from './ask.ts';
import type { AnswerPrompt } from './askpass.ts';
import type { Patience } from './patience.ts';
import { readPrompt } from './read-prompt.ts';
import { describeTarget, type SshTarget } from './ssh-target.ts';

/** What is asked while one connection is made. A no to anything ends the connection. */
export class Conversation {
  readonly #target: SshTarget;
  readonly #ask: Ask;
  readonly #patience: Patience | undefined;
  readonly #asked = new Set<string>();
  readonly #refusal = new AbortController();

  constructor(target: SshTarget, ask: Ask, patience?: Patience) {
    this.#target = target;
    this.#ask = ask;
    this.#patience = patience;
  }

  /** Aborted once somebody said no. */
  get refused(): AbortSignal {
    return this.#refusal.signal;
  }

  /** Answers ssh. */
  readonly answerPrompt: AnswerPrompt = async (prompt, signal) => {
    const { remember, ...read } = readPrompt(prompt, this.#target, this.#asked.has(prompt.text));
    const question = this.#question(prompt.text, { ...read, ...(remember ? { remember: prompt.text } : {}) });
    const answer = await this.#put(question, signal);
    if (answer === undefined) return undefined;
    // ssh compares the fingerprint once more with the key that it holds, which a plain "yes" would not.
    if (answer.kind === 'accept') return read.hostKey?.fingerprint ?? 'yes';
    return answer.text;
  };

  /** The password for sudo; nothing when nobody wants to give it. */
  async sudoPassword(signal: AbortSignal): Promise<string | undefined> {
    const key = `sudo ${this.#target.user ?? ''}@${this.#target.address}:${this.#target.port ?? ''}`;
    const wrong = this.#asked.has(key) ? 'That was not right. ' : '';
    const answer = await this.#put(
      this.#question(key, {
        kind: 'sudo-password',
        answer: 'secret',
        prompt: `${wrong}The password with which ${this.#target.user ?? 'the login user'} becomes root (sudo) on ${describeTarget(this.#target)}?`,
        remember: key,
      }),
      signal,
    );
    return answer?.kind === 'secret' ? answer.text : undefined;
  }

  #question(key: string, question: Omit<AskedQuestion, 'host' | 'again'>): AskedQuestion {
    const again = this.#asked.has(key);
    this.#asked.add(key);
    return { host: this.#target.name, again, ...question };
  }

  async #put(question: AskedQuestion, signal: AbortSignal) {
    const asking = () => this.#ask(question, signal);
    const answer = await (this.#patience?.during(asking) ?? asking());
    if (answer.kind !== 'refuse') return answer;
    this.#refusal.abort();
    return undefined;
  }
}
