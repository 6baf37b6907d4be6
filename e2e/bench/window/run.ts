import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { measureWindow, type WindowCost } from './measure-window.ts';
import { windowReport } from './window-report.ts';

const ROOT = join(import.meta.dirname, '../../..');
const SIZES = [50, 500, 2000, 5000];

/** The window with ever more stations, all sizes in one run: the ratios count, not the milliseconds. */
async function main(): Promise<void> {
  const wanted = process.argv.slice(2).map(Number).filter(Number.isInteger);
  // What is measured must be what stands in the sources.
  execFileSync(process.execPath, [join(ROOT, 'scripts/build.mjs')], { stdio: 'inherit' });
  const folder = mkdtempSync(join(tmpdir(), 'bridgewarden-bench-'));
  const root = process.getuid?.() === 0;
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [...(root ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  });
  const costs: WindowCost[] = [];
  try {
    for (const stations of wanted.length > 0 ? wanted : SIZES) {
      console.error(`  ${stations} stations`);
      costs.push(await measureWindow(browser, stations, folder));
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  mkdirSync(join(ROOT, 'out/results'), { recursive: true });
  const result = { date: new Date().toISOString(), load: loadavg()[0] ?? 0, costs };
  writeFileSync(join(ROOT, 'out/results/bench-window.json'), `${JSON.stringify(result, undefined, 2)}\n`);
  console.log(windowReport(costs));
  console.log('\nWritten to out/results/bench-window.json.');
}

await main();
