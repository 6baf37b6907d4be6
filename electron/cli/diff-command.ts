import { type Command, Option } from 'commander';
import { createTwoFilesPatch } from 'diff';
import type { ReleaseDiff, RuleChange } from '../../shared/contract/host-calls.ts';
import { askHost } from './ask-host.ts';
import type { ExitStatus } from './exit-status.ts';
import { say } from './say.ts';

interface Options {
  readonly host: string;
  readonly against: 'deployed' | 'kernel';
  readonly json?: boolean;
}

/** `bridgewarden diff FILE --host H [--against deployed|kernel] [--json]`: compiled against what the host runs. */
export function addDiffCommand(program: Command, finish: (status: ExitStatus) => void): void {
  program
    .command('diff')
    .description('compare what the document compiles to with what a host runs; 1 when they differ')
    .argument('<FILE>', 'the document')
    .requiredOption('--host <H>', 'the host, by name or id')
    .addOption(
      new Option('--against <WHAT>', 'with what its kernel holds now, or with the release deployed last')
        .choices(['kernel', 'deployed'])
        .default('kernel'),
    )
    .option('--json', 'print one JSON value: { "same", "rules": [...], "files": [...], "renumbered" }')
    .action(async (file: string, options: Options) => {
      const diff = await askHost(file, options.host, (hosts, request, asking) =>
        hosts.diff({ ...request, against: options.against }, asking),
      );
      if (options.json) say(JSON.stringify(diff, undefined, 2));
      else print(diff, options);
      finish(diff.same ? 0 : 1);
    });
}

function print(diff: ReleaseDiff, { host, against }: Options): void {
  const what = against === 'kernel' ? `what ${host} holds` : `what was deployed to ${host}`;
  if (diff.same) {
    say(`The document compiles to ${what}.`);
    return;
  }
  for (const rule of diff.rules) say(ruleLine(rule));
  if (diff.renumbered > 0) say(`${diff.renumbered} lines differ in the number of their rule alone.`);
  for (const { name, before, after } of diff.files) {
    if (before === after) continue;
    say(`\n${name}:`);
    say(createTwoFilesPatch(against, 'compiled', before, after, undefined, undefined, { context: 2 }).trimEnd());
  }
}

/** One line a change: what happened, to which rule, in which chain. */
function ruleLine({ change, file, chain, number, label, ruleId, section, before, after }: RuleChange): string {
  const rule = number === undefined ? 'a line by hand' : `rule ${number} (${label ?? ''})`;
  const user = ruleId === undefined ? '' : `, yours "${ruleId}"`;
  const where = section === undefined ? '' : `, section ${section}`;
  const text = change === 'changed' ? `${before}  ->  ${after}` : (after ?? before ?? '');
  return `${change}: ${rule}${user} in ${file}, chain ${chain}${where}: ${text}`;
}
