import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { CallError } from '../../shared/contract/errors.ts';
import { countWords } from '../../shared/document/describe.ts';
import type { Host } from '../../shared/document/document.ts';
import { type PushPlan, planPush } from '../backend/deploy/plan-deployment.ts';
import { programCompiler } from '../backend/deploy/program-compiler.ts';
import { ansibleFiles } from '../backend/export-ansible/ansible-files.ts';
import { explainError } from '../backend/storage/explain-error.ts';
import { CommandError, type ExitStatus } from './exit-status.ts';
import { hostsSentence } from './find-host.ts';
import { complain } from './say.ts';
import { readHosts, splitHosts } from './several-hosts.ts';

interface Options {
  readonly out: string;
  readonly host?: readonly string[];
}

/** `bridgewarden export ansible FILE --out DIR [--host H[,H]]`: the same push for the engine that a fleet already runs. */
export function addExportCommand(program: Command, finish: (status: ExitStatus) => void): void {
  program
    .command('export')
    .description('write what another program works with')
    .command('ansible')
    .description('write an Ansible playbook, inventory and role that push the compiled rules, way back included')
    .argument('<FILE>', 'the document')
    .requiredOption('--out <DIR>', 'the folder for the playbook')
    .option('--host <H[,H]>', 'only these hosts, by name or id', splitHosts)
    .action(async (file: string, options: Options) => {
      await runExport(file, options);
      finish(0);
    });
}

async function runExport(file: string, { out, host: wanted }: Options): Promise<void> {
  const { text, document, hosts: named } = await readHosts(file, wanted);
  // Asked for all, those that nothing leads to are left out; a host that is named has to be there.
  const hosts = wanted === undefined ? named.filter(({ connection }) => connection?.address) : named;
  for (const { name } of named.filter((host) => !hosts.includes(host)))
    complain(`bridgewarden: ${file}, host ${name}: left out, because it has no connection.`);
  if (hosts.length === 0) throw new CommandError(2, `${file}: there is no host to export. ${hostsSentence(document)}`);
  const plans = hosts.map((host) => planOrRefuse(file, text, host));
  const [first] = plans;
  if (first === undefined) return;
  const files = ansibleFiles({ text: first.text, name: first.documentName, sha256: first.document }, plans);
  const folder = resolve(out);
  for (const each of files) {
    const path = join(folder, each.name);
    try {
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, each.text);
      await chmod(path, each.mode);
    } catch (error) {
      const explained = explainError(error, 'write', path);
      throw explained instanceof Error ? new CommandError(2, explained.message) : error;
    }
  }
  complain(`${countWords(hosts.length, 'host')} in ${folder}: read its README.md.`);
}

function planOrRefuse(file: string, text: string, host: Host): PushPlan {
  try {
    return planPush({ text, host: host.id }, programCompiler);
  } catch (error) {
    if (error instanceof CallError)
      throw new CommandError(error.code === 'compile-failed' ? 1 : 2, `${file}, host ${host.name}: ${error.message}`);
    throw error;
  }
}
