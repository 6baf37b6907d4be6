import type { ChildProcess } from 'node:child_process';
import type { Ask } from './ask.ts';
import { type Askpass, startAskpass } from './askpass.ts';
import { Conversation } from './conversation.ts';
import type { Patience } from './patience.ts';
import type { SshRole } from './ssh-arguments.ts';
import { SshError } from './ssh-error.ts';
import { describeTarget, type SshTarget } from './ssh-target.ts';
import { becomeRoot } from './sudo-shell.ts';

/** What one ssh process is given so that its questions are answered, or so that it asks none. */
export interface Answering {
  readonly environment: Readonly<Record<string, string>>;
  /** Sees sudo through to its root shell; absent where the script can be sent at once. */
  readonly prelude?: (child: ChildProcess) => Promise<boolean>;
  /** Aborted when somebody said no to a question. */
  readonly refused: AbortSignal;
  close(): void;
}

// Not even an askpass program of the administrator's own may pop up, which a jump host's ssh would start.
const ASK_NOTHING = { SSH_ASKPASS_REQUIRE: 'never' } as const;

/** Prepares the answers for one ssh process. */
export async function prepareAnswers(
  target: SshTarget,
  role: SshRole,
  ask: Ask | undefined,
  patience?: Patience,
): Promise<Answering> {
  if (ask === undefined) return { environment: ASK_NOTHING, refused: new AbortController().signal, close: () => {} };
  const conversation = new Conversation(target, ask, patience);
  const ended = new AbortController();
  // Over a connection that stands ssh itself has nothing to ask; sudo may.
  const askpass: Askpass | undefined =
    role.kind === 'shared' ? undefined : await startAskpass(conversation.answerPrompt);
  return {
    environment: askpass?.environment ?? ASK_NOTHING,
    refused: conversation.refused,
    ...(target.become === 'sudo'
      ? { prelude: (child: ChildProcess) => becomeRoot(child, () => conversation.sudoPassword(ended.signal)) }
      : {}),
    close() {
      ended.abort();
      askpass?.close();
    },
  };
}

/** The end of a connection because a question was answered with no. */
export function declined(target: SshTarget): SshError {
  return new SshError(
    'cancelled',
    `The connection to ${describeTarget(target)} was given up, because a question about it was answered with no.`,
  );
}
