import type { Question, QuestionAnswer } from '../../../shared/contract/question.ts';

/** A question on its way to whoever answers; its number is given where it is put. */
export type AskedQuestion = Omit<Question, 'id'>;

/** Puts a question and waits for the answer. Aborted when nobody needs the answer any more: it then rejects. */
export type Ask = (question: AskedQuestion, signal: AbortSignal) => Promise<QuestionAnswer>;
