import { Command } from 'commander';
import { runCommand } from './cli/run-command.ts';
import { addServeCommand } from './cli/serve-command.ts';

// The browser window's own program: `browser.mjs [FILE] [--port N]` is `bridgewarden serve [FILE] [--port N]`.
await runCommand(
  (finish) => {
    const program = new Command('bridgewarden');
    addServeCommand(program, finish);
    return program;
  },
  ['serve', ...process.argv.slice(2)],
);
