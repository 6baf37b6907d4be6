// Renews the pictures of the window and of its Deploy tab in assets/screenshots, of which README shows one, from the built program:
//   npm run build && node scripts/screenshots.mjs
import { at } from './lib/root.mjs';
import { run, tool } from './lib/run.mjs';

const command = [tool('@playwright/test/cli.js'), 'test', '--project=browser', 'screenshots'];
const env = { BW_SCREENSHOTS: '1', JOURNEYS_RESULT: at('out/results/screenshots.json') };
process.exitCode = await run(process.execPath, command, env);
