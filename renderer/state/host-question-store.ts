import { create } from 'zustand';
import type { Question as HostQuestion } from '../../shared/contract/question.ts';

interface HostQuestionState {
  /** In the order in which they came; the first is on screen. Answers are never kept here. */
  readonly questions: readonly HostQuestion[];
}

export const useHostQuestions = create<HostQuestionState>()(() => ({ questions: [] }));

export function takeQuestion(question: HostQuestion): void {
  useHostQuestions.setState(({ questions }) => ({
    questions: [...questions.filter(({ id }) => id !== question.id), question],
  }));
}

/** It was answered, or nobody waits for its answer any more. */
export function dropQuestion(id: string): void {
  useHostQuestions.setState(({ questions }) => ({ questions: questions.filter((one) => one.id !== id) }));
}

export function dropAllQuestions(): void {
  useHostQuestions.setState({ questions: [] });
}
