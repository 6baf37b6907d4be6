import { type Command, InvalidArgumentError } from 'commander';
import { CallError } from '../../shared/contract/errors.ts';
import type { Host } from '../../shared/document/document.ts';
import { DEFAULT_DEPLOY_LIMIT } from '../backend/deploy/deploy-queue.ts';
import { planDeployment } from '../backend/deploy/plan-deployment.ts';
import { programCompiler } from '../backend/deploy/program-compiler.ts';
import type { DeploymentEnd } from '../backend/deploy/run-deployment.ts';
import { askHost } from './ask-host.ts';
import { deployToHosts } from './deploy-to-hosts.ts';
import { CommandError, type ExitStatus } from './exit-status.ts';
import { findRelease } from './history-command.ts';
import { complain, say } from './say.ts';
import { readHosts, splitHosts } from './several-hosts.ts';

interface Options {
  readonly host: readonly string[];
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly drill?: boolean;
  readonly release?: string;
  readonly limit?: number;
  readonly probeGuests?: boolean;
  readonly json?: boolean;
}

const GOOD: ReadonlySet<string> = new Set(['confirmed', 'dry-run', 'drill-passed']);

/** `bridgewarden deploy FILE --host H[,H] [...]`: one failing host neither stops nor changes the others. */
export function addDeployCommand(program: Command, finish: (status: ExitStatus) => void): void {
  program
    .command('deploy')
    .description('push the compiled rules to hosts over SSH, with a way back')
    .argument('<FILE>', 'the document')
    .requiredOption('--host <H[,H]>', 'the hosts, by name or id', splitHosts)
    .option('--yes', 'keep the new rules once the host is proved reachable, without asking')
    .option('--dry-run', 'do everything up to the check on the host, and load nothing')
    .option('--drill', 'lock this machine out on purpose and watch the host come back by itself; nothing is kept')
    .option('--release <R>', 'bring back this release that the host keeps; the first characters of its name are enough')
    .option(
      '--limit <N>',
      `so many hosts at a time (with --yes, --dry-run and --drill ${DEFAULT_DEPLOY_LIMIT}, else 1)`,
      parseLimit,
    )
    .option(
      '--probe-guests',
      'ping the guests from the host before the load and after it; with --yes a guest that fell silent brings the earlier rules back',
    )
    .option('--json', 'print one JSON value: { "hosts": [{ "host", "name", "release", "outcome", "message" }] }')
    .action(async (file: string, options: Options) => {
      finish(await runDeploy(file, options));
    });
}

async function runDeploy(file: string, options: Options): Promise<ExitStatus> {
  const asks = !options.yes && !options.dryRun && !options.drill;
  if (asks && !process.stdin.isTTY) {
    throw new CommandError(
      2,
      'There is no terminal to confirm the new rules at: say --yes to keep them once the host is proved reachable, or try --dry-run.',
    );
  }
  if (asks && options.limit !== undefined && options.limit > 1)
    throw new CommandError(
      2,
      'Hosts are asked about one after the other: --limit goes with --yes, --dry-run or --drill.',
    );
  if (options.drill && (options.dryRun || options.release !== undefined))
    throw new CommandError(2, '--drill pushes what the document compiles to: leave out --dry-run and --release.');
  if (options.probeGuests && (options.drill || options.dryRun))
    throw new CommandError(2, '--probe-guests asks the guests under the new rules: leave out --drill and --dry-run.');

  const { text, hosts } = await readHosts(file, options.host);
  if (options.release !== undefined && hosts.length > 1)
    throw new CommandError(2, 'Each host keeps releases of its own: --release goes with one host.');
  const release = options.release === undefined ? undefined : await keptRelease(file, hosts[0], options.release);
  const requests = hosts.map((host) => ({
    host,
    request: {
      text,
      host: host.id,
      dryRun: options.dryRun,
      drill: options.drill,
      release,
      probeGuests: options.probeGuests,
    },
  }));
  // All are compiled before the first one is touched.
  const hashes = requests.map(({ request }) => planOrRefuse(request));
  const ends = await deployToHosts(requests, {
    yes: options.yes ?? false,
    limit: options.limit ?? (asks ? 1 : DEFAULT_DEPLOY_LIMIT),
  });

  const good = (end: DeploymentEnd) => GOOD.has(end.outcome);
  if (options.json) {
    const list = hosts.map((host, index) => ({
      host: host.id,
      name: host.name,
      release: hashes[index],
      ...ends[index],
    }));
    say(JSON.stringify({ hosts: list }, undefined, 2));
  } else {
    for (const [index, end] of ends.entries()) if (good(end)) say(`${hosts[index]?.name}: ${end.message}`);
  }
  for (const [index, end] of ends.entries())
    if (!good(end)) complain(`bridgewarden: ${file}, host ${hosts[index]?.name}: ${end.message}`);
  return ends.every(good) ? 0 : 1;
}

async function keptRelease(file: string, host: Host | undefined, wanted: string): Promise<string | undefined> {
  if (host === undefined) return undefined;
  const { releases } = await askHost(file, host.id, (hosts, request, asking) => hosts.history(request, asking));
  return findRelease(
    wanted,
    releases.map((each) => each.release),
    host.name,
  );
}

/** The hash of what will be pushed. */
function planOrRefuse(request: Parameters<typeof planDeployment>[0]): string {
  try {
    return planDeployment(request, programCompiler).hash;
  } catch (error) {
    if (error instanceof CallError) throw new CommandError(error.code === 'compile-failed' ? 1 : 2, error.message);
    throw error;
  }
}

function parseLimit(text: string): number {
  const limit = Number(text);
  if (!/^\d+$/.test(text) || limit < 1 || limit > 100)
    throw new InvalidArgumentError('A limit is a number from 1 to 100.');
  return limit;
}
