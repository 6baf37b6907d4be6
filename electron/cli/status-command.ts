import type { Command } from 'commander';
import { CallError, type ErrorCode } from '../../shared/contract/errors.ts';
import type { HostStatus } from '../../shared/contract/host-calls.ts';
import type { Host } from '../../shared/document/document.ts';
import { DEFAULT_DEPLOY_LIMIT, DeployQueue } from '../backend/deploy/deploy-queue.ts';
import { hostService, withCancelling } from './ask-host.ts';
import { CommandError, type ExitStatus } from './exit-status.ts';
import { hostsSentence } from './find-host.ts';
import { say } from './say.ts';
import { asCommandError, readHosts, splitHosts } from './several-hosts.ts';

/** Failures of one host: it has no connection, or did not answer as it should. */
const ABOUT_ONE_HOST: ReadonlySet<ErrorCode> = new Set(['bad-request', 'io']);

interface Options {
  readonly host?: readonly string[];
  readonly json?: boolean;
}

/** `bridgewarden status FILE [--host H[,H]] [--json]`: what hosts run, compared with the document and with themselves. */
export function addStatusCommand(program: Command, finish: (status: ExitStatus) => void): void {
  program
    .command('status')
    .description('tell of each host whether it runs what the document says; 1 when one does not')
    .argument('<FILE>', 'the document')
    .option('--host <H[,H]>', 'only these hosts, by name or id', splitHosts)
    .option('--json', 'print one JSON value: { "hosts": [{ "host", "name", "state", "message", ... }] }')
    .action(async (file: string, options: Options) => {
      finish(await runStatus(file, options));
    });
}

async function runStatus(file: string, options: Options): Promise<ExitStatus> {
  const { text, document, hosts } = await readHosts(file, options.host);
  if (hosts.length === 0) throw new CommandError(2, `${file}: there is no host to ask. ${hostsSentence(document)}`);
  const service = hostService();
  const queue = new DeployQueue(DEFAULT_DEPLOY_LIMIT);
  const answers = await withCancelling((signal) =>
    Promise.all(
      hosts.map(async (host): Promise<HostStatus & Pick<Host, 'name'> & { host: string }> => {
        const ask = () => service.status({ text, host: host.id }, { signal });
        try {
          const status = await queue.run(ask, signal, () => {});
          return { host: host.id, name: host.name, ...status };
        } catch (error) {
          // What is wrong with one host keeps nothing of the others back; what is wrong with the file concerns all.
          if (!(error instanceof CallError) || !ABOUT_ONE_HOST.has(error.code)) throw asCommandError(error, file, host);
          return { host: host.id, name: host.name, state: 'unreachable', message: error.message };
        }
      }),
    ),
  );
  if (options.json) say(JSON.stringify({ hosts: answers }, undefined, 2));
  else for (const { name, state, message } of answers) say(`${name}: ${state}: ${message}`);
  return answers.every(({ state }) => state === 'in-sync') ? 0 : 1;
}
