import { Fingerprint, KeyRound, Usb } from 'lucide-react';
import { type FormEvent, useRef } from 'react';
import { Button, Input, Label, TextField } from 'react-aria-components';
import type { Question as HostQuestion } from '../../shared/contract/question.ts';
import { ModalDialog } from '../controls/ModalDialog.tsx';
import { answerQuestion } from './answer-question.ts';
import { HostKey } from './HostKey.tsx';
import { QUESTION_WORDS } from './question-words.ts';

interface HostQuestionDialogProps {
  readonly question: HostQuestion;
  /** How many questions stand behind this one. */
  readonly waiting: number;
}

/** Asks for a secret, for trust in a host key, or for a touch. Escape refuses. */
export function HostQuestionDialog({ question, waiting }: HostQuestionDialogProps) {
  const { id, answer, kind } = question;
  const field = useRef<HTMLInputElement>(null);
  const { title, label, yes, no } = QUESTION_WORDS[kind];
  const refuse = () => void answerQuestion(id, { kind: 'refuse' });
  const typed = answer === 'secret' || answer === 'text';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Read from the field itself: a secret never becomes part of the window's state.
    if (typed) void answerQuestion(id, { kind: 'secret', text: field.current?.value ?? '' });
    else if (answer === 'accept') void answerQuestion(id, { kind: 'accept' });
  };
  const Icon = answer === 'presence' ? Usb : kind === 'unknown-host-key' ? Fingerprint : KeyRound;
  return (
    <ModalDialog title={title} role="alertdialog" wide={kind === 'unknown-host-key'} onClose={refuse}>
      <form className="question" onSubmit={submit}>
        <p className="question-prompt">
          <Icon size={18} aria-hidden />
          <span>{question.prompt}</span>
        </p>
        {question.hostKey && <HostKey hostKey={question.hostKey} />}
        {question.detail !== undefined && <pre className="question-detail">{question.detail}</pre>}
        {typed && (
          <TextField className="question-field" type={answer === 'secret' ? 'password' : 'text'} autoFocus>
            <Label>{label}</Label>
            <Input ref={field} className="field mono" autoComplete="off" spellCheck="false" />
          </TextField>
        )}
        {answer === 'secret' && (
          <p className="row-hint">It is passed on to ssh and kept nowhere: not on disk, not in the document.</p>
        )}
        {answer === 'presence' && <p className="row-hint">This goes away by itself as soon as the key was touched.</p>}
        <div className="dialog-buttons">
          {waiting > 0 && (
            <span className="question-waiting" role="status">
              {waiting === 1 ? '1 more question waits.' : `${waiting} more questions wait.`}
            </span>
          )}
          <span className="panel-bar-space" />
          <Button className="button" autoFocus={!typed} onPress={refuse}>
            {answer === 'presence' ? 'Cancel' : no}
          </Button>
          {answer !== 'presence' && (
            <Button className="button is-primary" type="submit">
              {yes}
            </Button>
          )}
        </div>
      </form>
    </ModalDialog>
  );
}
