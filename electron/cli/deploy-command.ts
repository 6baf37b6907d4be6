import { type Command, InvalidArgumentError } from 'commander';
import { CallError } from '../../shared/contract/errors.ts';
import { planDeployment } from '../backend/deploy/plan-deployment.ts';
import { programCompiler } from '../backend/deploy/program-compiler.ts';
import { usableDocument } from './compile-document.ts';
import { deployToHost } from './deploy-to-host.ts';
import { CommandError, type ExitStatus } from './exit-status.ts';
import { findHost } from './find-host.ts';
import { readDocument } from './read-document.ts';

interface Options {
  readonly host: readonly string[];
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

/** `bridgewarden deploy FILE --host H[,H] [--yes] [--dry-run]`: one host after the other, up to the first failure. */
export function addDeployCommand(program: Command, finish: (status: ExitStatus) => void): void {
  program
    .command('deploy')
    .description('push the compiled rules to hosts over SSH, with a way back')
    .argument('<FILE>', 'the document')
    .requiredOption('--host <H[,H]>', 'the hosts, by name or id', splitHosts)
    .option('--yes', 'keep the new rules once the host is proved reachable, without asking')
    .option('--dry-run', 'do everything up to the check on the host, and load nothing')
    .action(async (file: string, options: Options) => {
      finish(await runDeploy(file, options));
    });
}

async function runDeploy(file: string, options: Options): Promise<ExitStatus> {
  if (!options.yes && !options.dryRun && !process.stdin.isTTY) {
    throw new CommandError(
      2,
      'There is no terminal to confirm the new rules at: say --yes to keep them once the host is proved reachable, or try --dry-run.',
    );
  }
  const read = await readDocument(file);
  const document = usableDocument(file, read);
  const hosts = options.host.map((wanted) => findHost(document, file, wanted));
  // All are compiled before the first one is touched.
  for (const host of hosts) planOrRefuse({ text: read.text, host: host.id });
  for (const [index, host] of hosts.entries()) {
    const end = await deployToHost(
      { text: read.text, host: host.id, dryRun: options.dryRun ?? false },
      host,
      options.yes ?? false,
    );
    if (end.outcome !== 'confirmed' && end.outcome !== 'dry-run') {
      const rest = hosts.slice(index + 1).map((each) => each.name);
      const untouched = rest.length > 0 ? ` Not touched: ${rest.join(', ')}.` : '';
      throw new CommandError(1, `${file}, host ${host.name}: ${end.message}${untouched}`);
    }
    console.log(`${host.name}: ${end.message}`);
  }
  return 0;
}

function planOrRefuse(request: { readonly text: string; readonly host: string }): void {
  try {
    planDeployment(request, programCompiler);
  } catch (error) {
    if (error instanceof CallError) throw new CommandError(error.code === 'compile-failed' ? 1 : 2, error.message);
    throw error;
  }
}

function splitHosts(value: string): string[] {
  const hosts = value.split(',').map((host) => host.trim());
  if (hosts.some((host) => host === '')) throw new InvalidArgumentError('Hosts are separated by single commas.');
  return [...new Set(hosts)];
}
