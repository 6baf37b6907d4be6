import { openSync } from 'node:fs';
import { ReadStream, WriteStream } from 'node:tty';
import type { Command } from 'commander';
import type { Ask } from '../backend/ssh/ask.ts';
import { createSshClient, type SshClient } from '../backend/ssh/ssh-client.ts';
import { askAtTerminal } from './ask-at-terminal.ts';
import { CommandError } from './exit-status.ts';

/** The commands that reach hosts. */
const CONNECTING = new Set(['deploy', 'diff', 'history', 'preflight', 'status', 'stop']);

let wanted = false;
let client: SshClient | undefined;

/** Gives the commands that reach hosts the option to ask although their input is no terminal. */
export function addAskOption(program: Command): void {
  for (const command of program.commands.filter((each) => CONNECTING.has(each.name())))
    command.option('--ask', 'ask for passwords and host keys at the terminal even when the input is something else');
  program.hook('preAction', (_, command) => {
    wanted = command.opts<{ ask?: boolean }>().ask === true;
  });
}

/**
 * The administrator's own ssh, one for the whole command. Whoever sits at the terminal answers what it and sudo ask, each
 * thing once; without a terminal nothing is asked, so that a script never hangs at a question.
 */
export function sshClient(): SshClient {
  if (client === undefined) {
    const ask = findAsker();
    client = ask === undefined ? createSshClient() : createSshClient().asking(ask);
  }
  return client;
}

function findAsker(): Ask | undefined {
  if (process.stdin.isTTY && process.stderr.isTTY)
    return askAtTerminal({ input: process.stdin, output: process.stderr });
  if (!wanted) return undefined;
  try {
    const input = new ReadStream(openSync('/dev/tty', 'r'));
    // Waiting for the next question must not keep the command from ending.
    input.unref();
    return askAtTerminal({ input, output: new WriteStream(openSync('/dev/tty', 'w')) });
  } catch {
    throw new CommandError(2, '--ask needs a terminal to ask at, and there is none: leave it out, or run this at one.');
  }
}
