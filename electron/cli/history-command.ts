import type { Command } from 'commander';
import { askHost } from './ask-host.ts';
import { CommandError, type ExitStatus } from './exit-status.ts';
import { say } from './say.ts';

interface Options {
  readonly host: string;
  readonly document?: string;
  readonly json?: boolean;
}

/** `bridgewarden history FILE --host H [--document R] [--json]`: the releases a host keeps, or the drawing of one. */
export function addHistoryCommand(program: Command, finish: (status: ExitStatus) => void): void {
  program
    .command('history')
    .description('list the releases that a host keeps, or print the document that made one')
    .argument('<FILE>', 'the document')
    .requiredOption('--host <H>', 'the host, by name or id')
    .option('--document <R>', 'print the document of this release instead; the first characters of its name are enough')
    .option('--json', 'print one JSON value: { "releases": [{ "release", "at", "by", "documentName", "running" }] }')
    .action(async (file: string, options: Options) => {
      await runHistory(file, options);
      finish(0);
    });
}

async function runHistory(file: string, { host, document, json }: Options): Promise<void> {
  if (document !== undefined) {
    const text = await askHost(file, host, async (hosts, request, asking) => {
      const { releases } = await hosts.history(request, asking);
      const release = findRelease(
        document,
        releases.map((each) => each.release),
        host,
      );
      return (await hosts.document({ ...request, release }, asking)).text;
    });
    process.stdout.write(text);
    return;
  }
  const { releases } = await askHost(file, host, (hosts, request, asking) => hosts.history(request, asking));
  if (json) {
    say(JSON.stringify({ releases }, undefined, 2));
    return;
  }
  if (releases.length === 0) say(`${host} keeps no release: nothing has been deployed to it yet.`);
  for (const { release, at, by, documentName, running } of releases) {
    const when = new Date(at).toISOString().replace('T', ' ').slice(0, 19);
    say(`${running ? '*' : ' '} ${release.slice(0, 12)}  ${when} UTC  ${by || 'unknown'}  ${documentName}`);
  }
}

/** The one release that a name or its beginning means. */
export function findRelease(wanted: string, releases: readonly string[], host: string): string {
  const meant = releases.filter((release) => wanted !== '' && release.startsWith(wanted.toLowerCase()));
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return only;
  const known = releases.map((release) => release.slice(0, 12)).join(', ') || 'none';
  throw new CommandError(
    2,
    `${meant.length === 0 ? 'No release' : 'More than one release'} that ${host} keeps begins with "${wanted}". It keeps: ${known}.`,
  );
}
