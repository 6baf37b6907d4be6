// npm test                                            everything
// npm run test:unit | test:kernel | test:ssh | test:journeys [-- arguments for its runner]
//
// From a fresh clone: installs what is missing, checks, builds, runs every suite, and ends with the count over all of
// them. Only Node's own modules here: nothing may be installed yet.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { ensureInstalled } from './lib/installed.mjs';
import { at } from './lib/root.mjs';
import { capture, findCommand, run } from './lib/run.mjs';
import { runSuite, SUITES } from './lib/suites.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';
import { summaryLine, tally } from './lib/tally.mjs';

const given = process.argv.slice(2);
const onlyAt = given.indexOf('--only');
const only = onlyAt === -1 ? undefined : given[onlyAt + 1];
const extra = onlyAt === -1 ? given : [...given.slice(0, onlyAt), ...given.slice(onlyAt + 2)];

const wanted = SUITES.filter((suite) => (only === undefined || suite.name === only) && (suite.present?.() ?? true));
if (wanted.length === 0) {
  console.error(`No suite called ${only}. There are ${SUITES.map((suite) => suite.name).join(', ')}.`);
  process.exit(2);
}
if (only === undefined && extra.length > 0) {
  console.error('Arguments for a runner go with one suite: npm run test:unit -- -t "name of a test"');
  process.exit(2);
}

if (!(await ensureInstalled())) process.exit(1);

const reasons = new Map(wanted.map((suite) => [suite, suite.cannotRun()]));
const runnable = wanted.filter((suite) => reasons.get(suite) === undefined);
if (process.platform === 'linux') {
  if (!(await ensureSystemPackages(runnable.map((suite) => suite.name)))) process.exit(1);
  if (runnable.some((suite) => suite.name !== 'unit')) loadBridgeFilter();
}

/** @type {string[]} */
const failedChecks = [];
if (only === undefined) {
  for (const check of ['typecheck', 'lint', 'boundaries']) {
    heading(check);
    if ((await run('npm', ['run', '--silent', check])) !== 0) failedChecks.push(check);
  }
}

let built = true;
if (runnable.some((suite) => suite.needsBuild)) {
  heading('build');
  // The types were checked above, or are not what this single suite is about.
  built = (await run(process.execPath, [at('scripts/build.mjs'), '--no-typecheck'])) === 0;
  if (!built) failedChecks.push('build');
}

// Where there are two processors, half of the suites run beside the others: all of them wait more than they compute, each
// lives in namespaces of its own, and one after the other they would take twice the time.
const canStart = (/** @type {import('./lib/suites.mjs').Suite} */ suite) =>
  reasons.get(suite) === undefined && (built || !suite.needsBuild);
const together = only === undefined && availableParallelism() > 1;
const aside = together ? wanted.filter((suite) => suite.beside && canStart(suite)) : [];
const asideRun = runAside(aside);

/** @type {import('./lib/tally.mjs').Outcome[]} */
const outcomes = [];
for (const suite of wanted.filter((one) => !aside.includes(one))) {
  heading(`${suite.name}: ${suite.about}`);
  const why = reasons.get(suite);
  if (why !== undefined) {
    const skipped = suite.count();
    console.log(`Skipped ${skipped} tests: ${why}.`);
    outcomes.push({ name: suite.name, skipped, why });
  } else if (!canStart(suite)) {
    outcomes.push({ name: suite.name, exit: 1, counts: undefined });
  } else {
    outcomes.push(await runSuite(suite, extra));
  }
}
for (const { suite, outcome, log } of await asideRun) {
  heading(`${suite.name}: ${suite.about}`);
  console.log(readFileSync(log, 'utf8'));
  outcomes.push(outcome);
}

const sum = tally(outcomes);
heading('result');
for (const outcome of outcomes) {
  if ('why' in outcome) console.log(`${outcome.name}: ${outcome.skipped} skipped, because ${outcome.why}`);
  else if (outcome.counts) console.log(`${outcome.name}: ${summaryLine(outcome.counts)}`);
}
for (const problem of sum.problems) console.log(problem);
if (failedChecks.length > 0) console.log(`Failed before any test: ${failedChecks.join(', ')}.`);
console.log(summaryLine(sum));
process.exitCode = sum.failed > 0 || failedChecks.length > 0 ? 1 : 0;

/** @param {string} text */
function heading(text) {
  console.log(`\n=== ${text} ===`);
}

/**
 * Runs suites one after the other while something else has the terminal; what they print goes into files.
 * @param {import('./lib/suites.mjs').Suite[]} suites
 */
async function runAside(suites) {
  mkdirSync(at('out/results'), { recursive: true });
  if (suites.length > 0) {
    const names = suites.map(({ name }) => name).join(', then ');
    console.log(
      `\nBeside what follows: ${names}. What they print comes at the end, and goes to out/results/*.log meanwhile.`,
    );
  }
  const ended = [];
  for (const suite of suites) {
    const log = at('out/results', `${suite.name}.log`);
    const output = openSync(log, 'w');
    const outcome = await runSuite(suite, [], output).finally(() => closeSync(output));
    ended.push({ suite, outcome, log });
  }
  return ended;
}

/** Bridged packets reach iptables only with this module, and a namespace cannot load it by itself. */
function loadBridgeFilter() {
  if (existsSync('/proc/sys/net/bridge')) return;
  const modprobe = findCommand('modprobe');
  if (modprobe && process.getuid?.() === 0) capture(modprobe, ['br_netfilter']);
  if (!existsSync('/proc/sys/net/bridge')) {
    console.log(
      'The kernel module br_netfilter is not loaded, so bridged packets pass by iptables: modprobe br_netfilter',
    );
  }
}
