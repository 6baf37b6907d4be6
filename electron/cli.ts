import { Command } from 'commander';
import { packageVersion } from './backend/package-root.ts';
import { addCheckCommand } from './cli/check-command.ts';
import { addCompileCommand } from './cli/compile-command.ts';
import { addDeployCommand } from './cli/deploy-command.ts';
import { addDiffCommand } from './cli/diff-command.ts';
import { addExportCommand } from './cli/export-command.ts';
import { addHistoryCommand } from './cli/history-command.ts';
import { addPreflightCommand } from './cli/preflight-command.ts';
import { runCommand } from './cli/run-command.ts';
import { addServeCommand } from './cli/serve-command.ts';
import { addAskOption } from './cli/ssh-client.ts';
import { addStatusCommand } from './cli/status-command.ts';
import { addStopCommand } from './cli/stop-command.ts';

await runCommand((finish) => {
  const program = new Command('bridgewarden')
    .description('Draw the bridges and guests of a virtualization host; get, prove and push its packet filter.')
    .version(packageVersion())
    .addHelpText('after', '\nExit status: 0 good, 1 findings or differences, 2 wrong use or unreadable input.');
  addCompileCommand(program, finish);
  addCheckCommand(program, finish);
  addStatusCommand(program, finish);
  addDiffCommand(program, finish);
  addPreflightCommand(program, finish);
  addDeployCommand(program, finish);
  addHistoryCommand(program, finish);
  addExportCommand(program, finish);
  addStopCommand(program, finish);
  addServeCommand(program, finish);
  addAskOption(program);
  return program;
}, process.argv.slice(2));
