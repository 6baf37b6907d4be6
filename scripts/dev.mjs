// npm run dev [-- FILE]: the browser window, built again on every change.
//
// On purpose no dev server: the pages come from the real backend, with the real content security policy, cookie and
// origin checks, so that what works here works when packaged. Reload the page to see a change of the renderer; a change
// of the backend restarts it (and prints a new address).
import { spawn } from 'node:child_process';
import { ensureInstalled } from './lib/installed.mjs';
import { at, root } from './lib/root.mjs';
import { tool } from './lib/run.mjs';

if (!(await ensureInstalled())) process.exit(1);
const { watchNode } = await import('./build-node.mjs');

const given = process.argv.slice(2);
const args = given.length > 0 ? given : [at('assets/examples/two-bridges.bridgewarden.json')];

const vite = spawn(process.execPath, [tool('vite/bin/vite.js'), 'build', '--watch', '--logLevel', 'info'], {
  cwd: root,
  stdio: 'inherit',
});

/** @type {import('node:child_process').ChildProcess | undefined} */
let backend;
await watchNode(['cli'], () => {
  const start = () => {
    backend = spawn(process.execPath, ['--enable-source-maps', 'out/cli/bridgewarden.mjs', 'serve', ...args], {
      cwd: root,
      stdio: 'inherit',
    });
  };
  if (backend && backend.exitCode === null && backend.signalCode === null) {
    backend.once('exit', start);
    backend.kill('SIGTERM');
  } else {
    start();
  }
});

for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.on(signal, () => {
    vite.kill(signal);
    backend?.kill(signal);
    process.exit(0);
  });
}
