import type { Command } from 'commander';
import { CommandError, type ExitStatus } from './exit-status.ts';
import { initialFile } from './initial-file.ts';
import { parsePort } from './parse-port.ts';
import { say } from './say.ts';

/** `bridgewarden serve [FILE] [--port N]`: the browser window, until Ctrl+C. */
export function addServeCommand(program: Command, finish: (status: ExitStatus) => void): void {
  program
    .command('serve')
    .description('open the window in a browser on this machine')
    .argument('[FILE]', 'the document to open, or example:NAME')
    .option('--port <N>', 'the port on 127.0.0.1 (any free one otherwise)', parsePort)
    .action(async (file: string | undefined, { port }: { port?: number }) => {
      finish(await runServe(file, port));
    });
}

/** Serves until the process is told to end. */
async function runServe(file: string | undefined, port: number | undefined): Promise<ExitStatus> {
  const options = {
    ...(file === undefined ? {} : { initialFile: await initialFile(file) }),
    ...(port === undefined ? {} : { port }),
  };
  // Loaded here alone: no other command needs HTTP and WebSockets.
  const { serveBrowserWindow } = await import('../serve-browser-window.ts');
  const window = await serveBrowserWindow(options).catch((error: unknown) => {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE')
      throw new CommandError(2, `Port ${port} is in use: choose another with --port, or leave it out.`);
    if (code === 'EACCES') throw new CommandError(2, `You may not use port ${port}: choose one above 1023.`);
    throw error;
  });
  say(`Bridgewarden is waiting at\n\n  ${window.newLink()}\n`);
  say('The link works once, on this machine only. Ctrl+C ends it.');
  if (process.stdin.isTTY) offerNewLinks(() => window.newLink());
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve).once('SIGTERM', resolve).once('SIGHUP', resolve);
  });
  await window.close();
  return 0;
}

/** A browser that was closed has forgotten its cookie: Enter gives a new link instead of a new start. */
function offerNewLinks(newLink: () => string): void {
  say('Enter prints a new link, for instance for another browser.');
  process.stdin.on('data', () => say(`\n  ${newLink()}\n`)).unref();
}
