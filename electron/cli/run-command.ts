import { type Command, CommanderError } from 'commander';
import { CallError } from '../../shared/contract/errors.ts';
import { CommandError, type ExitStatus } from './exit-status.ts';
import { complain } from './say.ts';

/** Runs a command line to its end. Whatever goes wrong becomes one sentence on stderr and an exit status. */
export async function runCommand(
  build: (finish: (status: ExitStatus) => void) => Command,
  args: readonly string[],
): Promise<void> {
  // Whoever reads us (`| head`) may have seen enough.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  let status: ExitStatus = 0;
  const program = build((result) => {
    status = result;
  });
  for (const command of withSubcommands(program))
    command.exitOverride().showHelpAfterError('(--help shows how it is used.)');
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    status = report(error);
  }
  // Not process.exit(): what was written to a pipe may still be on its way.
  process.exitCode = status;
}

function withSubcommands(command: Command): Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

function report(error: unknown): ExitStatus {
  if (error instanceof CommanderError) {
    // Commander has printed it already; --help and --version end here too, with 0.
    return error.exitCode === 0 ? 0 : 2;
  }
  if (error instanceof CommandError) {
    complain(`bridgewarden: ${error.message}`);
    return error.status;
  }
  if (error instanceof CallError) {
    complain(`bridgewarden: ${error.message}`);
    return 2;
  }
  console.error('bridgewarden: a fault in the program itself; please report it with these lines:');
  console.error(error);
  return 2;
}
