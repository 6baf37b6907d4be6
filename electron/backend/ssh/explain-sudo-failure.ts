import { SshError } from './ssh-error.ts';
import { describeTarget, type SshTarget } from './ssh-target.ts';
import { withoutSudoMark } from './sudo-shell.ts';

interface Explanation {
  readonly pattern: RegExp;
  /** What to do, after "HOST did not give root rights through sudo". */
  readonly mend: (user: string, host: string) => string;
}

// sudo's texts in the C locale (1.8 to 1.9), and the shells' for a program that is not there.
const EXPLANATIONS: readonly Explanation[] = [
  {
    pattern: /must have a tty|terminal is required|no tty present/,
    mend: (user) =>
      `It insists on a terminal, which a deployment has not. Put this line into a file in its /etc/sudoers.d: Defaults:${user} !requiretty`,
  },
  {
    pattern: /a password is required/,
    mend: (user) =>
      `It wants a password, and nobody can be asked for it here. Run this at a terminal or in the window, connect as root, or let ${user} do it without a password, by this line in its /etc/sudoers.d: ${user} ALL=(root) NOPASSWD: /bin/sh`,
  },
  {
    pattern: /incorrect password attempt|no password was provided/,
    mend: (user) => `The password was wrong each time. It is the one of ${user} on that host.`,
  },
  {
    pattern: /not in the sudoers file|not allowed to (?:execute|run)/,
    mend: (user) =>
      `${user} may not run /bin/sh as root there. Connect as root, or allow it by this line in its /etc/sudoers.d: ${user} ALL=(root) /bin/sh`,
  },
  {
    pattern:
      /account (?:validation failure|is locked|has expired)|authentication (?:failure|error)|password (?:has )?expired/i,
    mend: (user) => `The account ${user} is locked, or its password has expired: log in there by hand and mend it.`,
  },
  {
    pattern: /no new privileges|effective uid is not 0|nosuid/,
    mend: () => 'Its sudo is not allowed to give root rights at all, as in some containers: connect as root.',
  },
  {
    pattern: /syntax error|parse error|no valid sudoers/,
    mend: (_, host) => `Its sudoers has a mistake in it. Mend it at ${host}'s console with: visudo -c`,
  },
  {
    pattern:
      /sudo['’]?:? (?:command )?not found|sudo: not found|no such file or directory.*sudo|sudo.*no such file or directory/i,
    mend: () => 'It has no sudo. Install it there, or connect as root.',
  },
];

/** Why no root shell came of sudo, with the mend. */
export function explainSudoFailure(status: number, stderr: string, target: SshTarget): SshError {
  const text = withoutSudoMark(stderr.replaceAll('\r', '')).trim();
  const user = target.user ?? 'the login user';
  const known = EXPLANATIONS.find(({ pattern }) => pattern.test(text));
  // A lecture may come first: what counts is the last line.
  const said = text.split('\n').at(-1)?.trim() || `status ${status}`;
  const mend = known?.mend(user, target.name) ?? `Allow ${user} there to run /bin/sh by sudo, or connect as root.`;
  return new SshError(
    'sudo-refused',
    `${describeTarget(target)} did not give root rights through sudo (${said}). ${mend}`,
    text,
  );
}
