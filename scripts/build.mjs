// npm run build [-- --no-typecheck]
import { mkdirSync, writeFileSync } from 'node:fs';
import { ensureInstalled } from './lib/installed.mjs';
import { at } from './lib/root.mjs';
import { run, tool } from './lib/run.mjs';

if (!(await ensureInstalled())) process.exit(1);

// A user who only wants to start the program need not wait for the types of a checked-in commit.
if (!process.argv.includes('--no-typecheck')) {
  const types = await run(process.execPath, [tool('typescript/bin/tsc'), '-b']);
  if (types !== 0) process.exit(types);
}
const started = Date.now();
const renderer = await run(process.execPath, [tool('vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
if (renderer !== 0) process.exit(renderer);

try {
  // Imported late: what they import is there only after the install.
  const { buildNode } = await import('./build-node.mjs');
  const { writeThirdPartyNotices } = await import('./third-party-notices.mjs');
  await Promise.all([buildNode(), writeThirdPartyNotices()]);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
mkdirSync(at('out'), { recursive: true });
writeFileSync(at('out/.built'), `${new Date().toISOString()}\n`);
console.log(
  `Built out/renderer, out/main, out/browser and out/cli in ${((Date.now() - started) / 1000).toFixed(1)} s.`,
);
