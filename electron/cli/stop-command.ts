import type { Command } from 'commander';
import { askHost } from './ask-host.ts';
import { askYesNo } from './ask-to-keep.ts';
import { CommandError, type ExitStatus } from './exit-status.ts';
import { say } from './say.ts';

interface Options {
  readonly host: string;
  readonly yes?: boolean;
  readonly json?: boolean;
  readonly disable?: boolean;
}

/** `bridgewarden stop FILE --host H [--disable] [--yes]`: our chains off a host, unless that would lock the administrator out. */
export function addStopCommand(program: Command, finish: (status: ExitStatus) => void): void {
  program
    .command('stop')
    .description('take our rules off a host until the next push or boot, unless that keeps you out')
    .argument('<FILE>', 'the document')
    .requiredOption('--host <H>', 'the host, by name or id')
    .option('--disable', 'at boot too: takes away our units, kernel settings and hooks, nobody else’s')
    .option('--yes', 'without asking')
    .option('--json', 'print one JSON value: { "host", "message" }')
    .action(async (file: string, options: Options) => {
      await runStop(file, options);
      finish(0);
    });
}

async function runStop(file: string, options: Options): Promise<void> {
  if (!options.yes && !process.stdin.isTTY)
    throw new CommandError(2, 'There is no terminal to ask at: say --yes to take the rules off the host.');
  const { message } = await askHost(file, options.host, async (hosts, request, asking, host) => {
    const question = `Without our rules nothing keeps the guests of ${host.name} to their addresses. ${options.disable ? 'Our rules will not start at its next boot either' : 'Our rules start again at its next boot'}. Take them off? [yes/no] `;
    const sure =
      options.yes || (await askYesNo(question, asking.signal, { input: process.stdin, output: process.stderr }));
    if (!sure) throw new CommandError(1, `Nothing was changed on ${host.name}.`);
    return hosts.stop(options.disable ? { ...request, disable: true } : request, asking);
  });
  say(options.json ? JSON.stringify({ host: options.host, message }, undefined, 2) : message);
}
