// npm run dist [-- electron-builder's arguments]: packages for this platform, in dist/.
import { electronBinary } from './electron-binary.mjs';
import { fetchElectron } from './lib/fetch-electron.mjs';
import { ensureInstalled } from './lib/installed.mjs';
import { at } from './lib/root.mjs';
import { run, tool } from './lib/run.mjs';

if (!(await ensureInstalled())) process.exit(1);

// electron-builder would try the download for the best part of a minute, once for each target.
let binary = electronBinary();
if (!binary.found) binary = await fetchElectron();
if (!binary.found) {
  console.error(`Packages contain the Electron runtime, and there is none: ${binary.why}.`);
  console.error('npm run dist:check tests the packaging without it.');
  process.exit(1);
}
if ((await run(process.execPath, [at('scripts/build.mjs')])) !== 0) process.exit(1);
const builder = [tool('electron-builder/cli.js'), '--publish', 'never', ...process.argv.slice(2)];
process.exit(await run(process.execPath, builder));
