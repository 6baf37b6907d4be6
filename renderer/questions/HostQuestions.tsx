import { useHostQuestions } from '../state/host-question-store.ts';
import { HostQuestionDialog } from './HostQuestionDialog.tsx';

/** The oldest question of ssh or a host that waits for its answer; the others stand behind it. */
export function HostQuestions() {
  const questions = useHostQuestions((state) => state.questions);
  const [first] = questions;
  // With a key of its own each question begins empty: nothing typed for one may be sent to another.
  return first && <HostQuestionDialog key={first.id} question={first} waiting={questions.length - 1} />;
}
