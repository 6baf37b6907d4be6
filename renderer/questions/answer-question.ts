import type { QuestionAnswer } from '../../shared/contract/question.ts';
import { backend, sentenceOf, useBackend } from '../backend/backend-store.ts';
import { onConnected } from '../backend/start-backend.ts';
import { dropAllQuestions, dropQuestion, takeQuestion } from '../state/host-question-store.ts';
import { notify } from '../state/notice-store.ts';

/** Listens to what hosts and ssh want to know. */
export function startQuestions(): void {
  onConnected((client) => {
    client.on('question', takeQuestion);
    client.on('question-withdrawn', ({ id }) => dropQuestion(id));
  });
  useBackend.subscribe(({ state }) => {
    if (state === 'lost') dropAllQuestions();
  });
}

/** Passes the answer on; a secret goes straight through and is kept nowhere in this window. */
export async function answerQuestion(id: string, answer: QuestionAnswer): Promise<void> {
  dropQuestion(id);
  try {
    await backend().call('questions.answer', { id, answer });
  } catch (error) {
    notify(sentenceOf(error), 'error');
  }
}
