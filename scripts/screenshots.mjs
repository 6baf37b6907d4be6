// Renews the pictures in assets/screenshots, of which README shows one: the window, and in panels/ every panel, dialog and state of
// a deployment in both themes at 1280x800, and in light at 1920x1080 without the inspectors. From the built program:
//   npm run build && node scripts/screenshots.mjs
import { at } from './lib/root.mjs';
import { run, tool } from './lib/run.mjs';

const command = [tool('@playwright/test/cli.js'), 'test', '--project=browser', 'screenshots'];
const env = { BW_SCREENSHOTS: '1', JOURNEYS_RESULT: at('out/results/screenshots.json') };
process.exitCode = await run(process.execPath, command, env);
