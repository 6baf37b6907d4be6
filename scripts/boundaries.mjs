// Checks the imports against .dependency-cruiser.cjs, and that there was something to check: with an unsupported
// TypeScript dependency-cruiser reads no module at all and is content.
import { capture, tool } from './lib/run.mjs';

const FOLDERS = ['shared', 'electron', 'renderer', 'e2e'];

/**
 * @typedef {{ name: string, comment?: string }} Rule
 * @typedef {{ from: string, to: string, rule: { name: string }, cycle?: { name: string }[] }} Violation
 * @typedef {{ modules: { source: string }[], summary: { violations: Violation[], totalCruised: number, ruleSetUsed: { forbidden: Rule[] } } }} Report
 */

const result = capture(process.execPath, [
  tool('dependency-cruiser/bin/dependency-cruise.mjs'),
  '--config',
  '.dependency-cruiser.cjs',
  '--output-type',
  'json',
  ...FOLDERS,
]);
/** @type {Report} */
let report;
try {
  report = JSON.parse(result.stdout);
} catch {
  console.error(result.stderr || result.stdout);
  console.error('dependency-cruiser gave no report: the boundaries were not checked.');
  process.exit(1);
}

for (const violation of report.summary.violations) {
  const rule = report.summary.ruleSetUsed.forbidden.find((each) => each.name === violation.rule.name);
  const path = violation.cycle?.map((step) => step.name).join(' -> ') ?? violation.to;
  console.error(`${violation.from} -> ${path}\n  ${rule?.name}: ${rule?.comment}\n`);
}
const unread = FOLDERS.filter((folder) => !report.modules.some((module) => module.source.startsWith(`${folder}/`)));
if (unread.length > 0)
  console.error(`No module was read in ${unread.join(', ')}: the boundaries were not checked there.`);

const count = report.summary.violations.length;
console.log(`Boundaries: ${report.summary.totalCruised} modules, ${count} violation${count === 1 ? '' : 's'}.`);
process.exit(count > 0 || unread.length > 0 ? 1 : 0);
