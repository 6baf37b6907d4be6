import type { QuestionKind } from '../../shared/contract/question.ts';

interface QuestionWords {
  readonly title: string;
  /** Of the field, where something is typed. */
  readonly label: string;
  readonly yes: string;
  readonly no: string;
}

export const QUESTION_WORDS = {
  passphrase: { title: 'Passphrase of a key', label: 'Passphrase', yes: 'Unlock', no: 'Do without this key' },
  password: { title: 'Password', label: 'Password', yes: 'Log in', no: 'Cancel' },
  'sudo-password': { title: 'Password for sudo', label: 'Password', yes: 'Become root', no: 'Cancel' },
  'unknown-host-key': {
    title: 'Is this the right host?',
    label: 'Answer',
    yes: 'It is: remember its key',
    no: 'Refuse',
  },
  other: { title: 'A question from ssh', label: 'Answer', yes: 'Answer', no: 'Cancel' },
} as const satisfies Record<QuestionKind, QuestionWords>;
