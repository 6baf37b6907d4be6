import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { CompileOptions } from '../../shared/compiler/result.ts';
import type { Profile, ScriptStyle } from '../../shared/document/document.ts';
import { compileDocument, usableDocument } from './compile-document.ts';
import { CommandError, type ExitStatus } from './exit-status.ts';
import { findHost, hostsSentence } from './find-host.ts';
import { readDocument } from './read-document.ts';
import { complain } from './say.ts';
import { placeReleases, writeReleases } from './write-release.ts';

interface Options {
  readonly host?: string;
  readonly style?: ScriptStyle;
  readonly profile?: Profile;
  readonly out?: string;
}

/** `bridgewarden compile FILE [--host H] [--style ...] [--profile ...] [--out DIR]`: the script, or whole releases. */
export function addCompileCommand(program: Command, finish: (status: ExitStatus) => void): void {
  program
    .command('compile')
    .description('compile a document: the script to stdout, or releases into a folder')
    .argument('<FILE>', 'the document')
    .option('--host <H>', 'only this host, by name or id')
    .addOption(new Option('--style <STYLE>', 'how the script loads its rules').choices(['restore', 'commands']))
    .addOption(new Option('--profile <PROFILE>', 'what the rules are made for').choices(['readable', 'scaled']))
    .option('--out <DIR>', 'write the release files there; with several hosts, into a folder for each')
    .action(async (file: string, options: Options) => {
      await runCompile(file, options);
      finish(0);
    });
}

async function runCompile(file: string, options: Options): Promise<void> {
  const read = await readDocument(file);
  const document = usableDocument(file, read);
  const host = options.host === undefined ? undefined : findHost(document, file, options.host);
  if (document.hosts.length === 0)
    throw new CommandError(2, `${file}: there is nothing to compile. ${hostsSentence(document)}`);
  if (options.out === undefined && host === undefined && document.hosts.length > 1) {
    throw new CommandError(
      2,
      `${file} has several hosts: choose one with --host, or write them all with --out DIR. ${hostsSentence(document)}`,
    );
  }
  const compileOptions: CompileOptions = {
    ...(host ? { host: host.id } : {}),
    ...(options.style ? { style: options.style } : {}),
    ...(options.profile ? { profile: options.profile } : {}),
  };
  const releases = compileDocument(file, read, compileOptions);
  if (options.out !== undefined) {
    const placed = placeReleases(resolve(options.out), releases);
    await writeReleases(placed);
    for (const { folder, release } of placed) complain(`${release.name}: ${release.files.length} files in ${folder}`);
    return;
  }
  for (const release of releases) process.stdout.write(release.script.text);
}
