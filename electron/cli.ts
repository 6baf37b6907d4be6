import { Command } from 'commander';
import { packageVersion } from './backend/package-root.ts';
import { addCheckCommand } from './cli/check-command.ts';
import { addCompileCommand } from './cli/compile-command.ts';
import { addDeployCommand } from './cli/deploy-command.ts';
import { runCommand } from './cli/run-command.ts';
import { addServeCommand } from './cli/serve-command.ts';

await runCommand((finish) => {
  const program = new Command('bridgewarden')
    .description('Draw the bridges and guests of a virtualization host; get, prove and push its packet filter.')
    .version(packageVersion())
    .addHelpText('after', '\nExit status: 0 good, 1 findings or differences, 2 wrong use or unreadable input.');
  addCompileCommand(program, finish);
  addCheckCommand(program, finish);
  addDeployCommand(program, finish);
  addServeCommand(program, finish);
  return program;
}, process.argv.slice(2));
