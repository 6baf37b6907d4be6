import type { Question, QuestionAnswer } from '../../../shared/contract/question.ts';

/** A question on its way to whoever answers; its number is given where it is put. */
export interface AskedQuestion extends Omit<Question, 'id'> {
  /** Under which name the answer may be kept in memory; absent when it will do only once. */
  readonly remember?: string;
  /** The same connection has asked this before, so the answer it got was wrong. */
  readonly again?: boolean;
}

/** Puts a question and waits for the answer. Aborted when nobody needs the answer any more: it then rejects. */
export type Ask = (question: AskedQuestion, signal: AbortSignal) => Promise<QuestionAnswer>;
