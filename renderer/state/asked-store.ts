import { create } from 'zustand';
import type { HostStatus, KeptRelease, ReleaseDiff } from '../../shared/contract/host-calls.ts';
import type { PreflightResult } from '../../shared/contract/preflight.ts';
import type { Document, Id } from '../../shared/document/document.ts';

/** What can be asked of a host without changing anything there. */
export interface Answers {
  readonly status: HostStatus;
  readonly preflight: readonly PreflightResult[];
  readonly 'diff-deployed': ReleaseDiff;
  readonly 'diff-kernel': ReleaseDiff;
  readonly history: readonly KeptRelease[];
}

export type Topic = keyof Answers;

/** One question to a host. While it is asked again the last answer stays. */
export interface Asked<T> {
  readonly asking: boolean;
  readonly answer?: T;
  /** The document that was asked about. */
  readonly about?: Document;
  /** Milliseconds since 1970. */
  readonly at?: number;
  /** Why there is no newer answer. */
  readonly failure?: string;
}

type AskedState = { readonly [T in Topic]: Readonly<Record<Id, Asked<Answers[T]>>> };

const NOTHING: AskedState = { status: {}, preflight: {}, 'diff-deployed': {}, 'diff-kernel': {}, history: {} };
const NOT_ASKED: Asked<never> = { asking: false };

/** What the hosts have told, by topic and host. */
export const useAsked = create<AskedState>()(() => NOTHING);

/** Counts the questions, so that an answer that was overtaken is not taken. */
let count = 0;
const latest = new Map<string, number>();

export function askedOf<T extends Topic>(state: AskedState, topic: T, host: Id): Asked<Answers[T]> {
  return state[topic][host] ?? NOT_ASKED;
}

/** Subscribes to what one host has told about one topic. */
export function useAskedOf<T extends Topic>(topic: T, host: Id): Asked<Answers[T]> {
  return useAsked((state) => askedOf(state, topic, host));
}

/** Puts a question and keeps its answer; only the newest question of a topic to a host counts. */
export async function ask<T extends Topic>(
  topic: T,
  host: Id,
  about: Document,
  question: () => Promise<Answers[T]>,
  sentenceOf: (error: unknown) => string | undefined,
): Promise<void> {
  count += 1;
  const own = count;
  const key = `${topic} ${host}`;
  latest.set(key, own);
  const put = (asked: Asked<Answers[T]>) => {
    if (latest.get(key) !== own) return;
    useAsked.setState((state) => ({ [topic]: { ...state[topic], [host]: asked } }));
  };
  const { failure: _failure, ...before } = askedOf(useAsked.getState(), topic, host);
  put({ ...before, asking: true });
  try {
    const answer = await question();
    put({ asking: false, answer, about, at: Date.now() });
  } catch (error) {
    const failure = sentenceOf(error);
    put(failure === undefined ? { ...before, asking: false } : { ...before, asking: false, failure });
  }
}

/** The host is another one than it was when it was asked. */
export function forgetAnswers(host: Id, topics: readonly Topic[]): void {
  useAsked.setState((state) => {
    const kept = topics.map((topic) => {
      latest.delete(`${topic} ${host}`);
      const { [host]: _dropped, ...others } = state[topic];
      return [topic, others] as const;
    });
    return Object.fromEntries(kept);
  });
}

/** Another document is on screen: nothing that was told is about its hosts. */
export function forgetAllAnswers(): void {
  latest.clear();
  useAsked.setState(NOTHING);
}
