import type { Ask, AskedQuestion } from '../../electron/backend/ssh/ask.ts';
import type { QuestionAnswer } from '../../shared/contract/question.ts';

/** A person in front of the window, and what she was asked. */
export interface Person {
  readonly ask: Ask;
  readonly asked: AskedQuestion[];
}

/** Answers one question after the other: a word is typed, `accept` and `refuse` are clicked. */
export function person(...answers: (string | { kind: 'accept' | 'refuse' })[]): Person {
  const asked: AskedQuestion[] = [];
  return {
    asked,
    ask: async (question): Promise<QuestionAnswer> => {
      asked.push(question);
      const answer = answers[asked.length - 1];
      if (answer === undefined) throw new Error(`asked once too often: ${question.prompt}`);
      return typeof answer === 'string' ? { kind: 'secret', text: answer } : answer;
    },
  };
}

export const ACCEPT = { kind: 'accept' } as const;
export const REFUSE = { kind: 'refuse' } as const;
