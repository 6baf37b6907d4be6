import type { Command } from 'commander';
import type { PreflightResult } from '../../shared/contract/preflight.ts';
import { mendedMessage } from '../backend/deploy/preflight/examine-host.ts';
import { createPreflightService } from '../backend/deploy/preflight/preflight-service.ts';
import { programCompiler } from '../backend/deploy/program-compiler.ts';
import { askHost } from './ask-host.ts';
import type { ExitStatus } from './exit-status.ts';
import { say } from './say.ts';
import { sshClient } from './ssh-client.ts';

interface Options {
  readonly host: string;
  readonly json?: boolean;
}

/** `bridgewarden preflight FILE --host H [--json]`: looks at a host, changes nothing; 1 when a deployment would be refused. */
export function addPreflightCommand(program: Command, finish: (status: ExitStatus) => void): void {
  program
    .command('preflight')
    .description('look at a host over SSH as a deployment would, and change nothing there')
    .argument('<FILE>', 'the document')
    .requiredOption('--host <H>', 'the host, by name or id')
    .option(
      '--json',
      'print one JSON value: { "host", "results": [{ "check", "title", "verdict", "message", "mend" }] }',
    )
    .action(async (file: string, options: Options) => {
      finish(await runPreflight(file, options));
    });
}

async function runPreflight(file: string, options: Options): Promise<ExitStatus> {
  return askHost(file, options.host, async (_, request, asking, host) => {
    const preflight = createPreflightService({ compiler: programCompiler, client: sshClient() });
    const results = await preflight.examine(request, asking);
    if (options.json) say(JSON.stringify({ host: host.id, results }, undefined, 2));
    else for (const result of results) say(`${host.name}: ${line(result)}`);
    return results.some(({ verdict }) => verdict === 'stop') ? 1 : 0;
  });
}

const MARKS = { fine: 'fine', warning: 'WARNING', stop: 'STOP' } as const;

function line(result: PreflightResult): string {
  return `${MARKS[result.verdict].padEnd(8)}${result.title}: ${mendedMessage(result)}`;
}
