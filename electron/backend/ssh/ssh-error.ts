/** The ways in which talking to a host over SSH fails, apart from a remote command that ends with a status of its own. */
const SSH_FAILURES = [
  'client-missing',
  'client-config',
  'key-ignored',
  'host-key-unknown',
  'host-key-changed',
  'host-key-revoked',
  'auth-refused',
  'name-not-found',
  'connection-refused',
  'unreachable',
  'timeout',
  /** Nobody answered a question of ssh or sudo while there was time. */
  'unanswered',
  'not-ssh',
  'no-common-algorithm',
  'lost',
  'sudo-refused',
  'no-shell',
  'cancelled',
  'other',
] as const;
export type SshFailure = (typeof SSH_FAILURES)[number];

/** A failure of the connection. Its message is a sentence that names the host and the mend. */
export class SshError extends Error {
  override readonly name = 'SshError';
  readonly failure: SshFailure;
  /** What ssh itself wrote, for the log. */
  readonly detail: string;

  constructor(failure: SshFailure, message: string, detail = '') {
    super(message);
    this.failure = failure;
    this.detail = detail;
  }
}
