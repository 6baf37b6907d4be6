/** 0 good, 1 findings or differences, 2 wrong use or unreadable input. */
export type ExitStatus = 0 | 1 | 2;

/** Ends a command with a sentence on stderr that names the file, the object and the mend. */
export class CommandError extends Error {
  readonly status: ExitStatus;

  constructor(status: ExitStatus, message: string) {
    super(message);
    this.name = 'CommandError';
    this.status = status;
  }
}
