// npm test                                            everything
// npm run test:unit | test:kernel | test:ssh | test:journeys [-- arguments for its runner]
//
// From a fresh clone: installs what is missing, checks, builds, runs every suite, and ends with the count over all of
// them. Only Node's own modules here: nothing may be installed yet.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { ensureInstalled } from './lib/installed.mjs';
import { workInLanes } from './lib/lanes.mjs';
import { at } from './lib/root.mjs';
import { capture, findCommand, run } from './lib/run.mjs';
import { runSuite, SUITES } from './lib/suites.mjs';
import { ensureSystemPackages } from './lib/system-packages.mjs';
import { summaryLine, tally } from './lib/tally.mjs';

/** `npm run` each; the seconds set the order alone. */
const CHECKS = [
  { name: 'typecheck', seconds: 30 },
  { name: 'lint', seconds: 30 },
  { name: 'boundaries', seconds: 10 },
];

/** The exit status of what Ctrl+C has ended. */
const CANCELLED = 130;

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

/** @typedef {import('./lib/tally.mjs').Ran} Ran */

const cancelling = new AbortController();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
  process.on(signal, () => cancelling.abort());
}

// One lane more than processors: the SSH tests wait for timers and the kernel tests for the kernel, and a lane that waits
// leaves its processor to the others. On a single processor everything comes one after the other.
const processors = availableParallelism();
const lanes = only === undefined && processors > 1 ? processors + 1 : 1;
const checks = only === undefined ? CHECKS : [];
const needsBuild = runnable.some((suite) => suite.needsBuild);
let built = true;

/** @type {import('./lib/lanes.mjs').Job<Ran>[]} */
const jobs = checks.map(({ name, seconds }) => ({
  name,
  seconds,
  work: () => shown(name, name, (options) => runCommand(name, 'npm', ['run', '--silent', name], options)),
}));
if (needsBuild) jobs.push({ name: 'build', seconds: 10, work: build });
for (const suite of runnable) {
  for (const part of partsOf(suite)) {
    const { name, seconds } = part;
    jobs.push({ name, seconds, ...(suite.needsBuild && { needs: 'build' }), work: () => test(suite, part) });
  }
}
const ended = await workInLanes(jobs, lanes, cancelling.signal);

heading('result');
/** @type {import('./lib/tally.mjs').Outcome[]} */
const outcomes = [];
for (const suite of wanted) {
  const why = reasons.get(suite);
  if (why === undefined) {
    const parts = partsOf(suite).map(({ name }) => resultOf(name));
    outcomes.push(...parts);
    console.log(`${suite.name}: ${summaryLine(tally(parts))}`);
  } else {
    const skipped = suite.count();
    outcomes.push({ name: suite.name, skipped, why });
    console.log(`${suite.name}: ${skipped} skipped, because ${why}`);
  }
}
const sum = tally(outcomes);
for (const problem of sum.problems) console.log(problem);
const besides = [...checks.map(({ name }) => name), ...(needsBuild ? ['build'] : [])];
const failed = besides.filter((name) => resultOf(name).exit !== 0);
if (failed.length > 0) console.log(`Failed besides the tests: ${failed.join(', ')}.`);
if (cancelling.signal.aborted) console.log('The run was cancelled: what had not ended counts as failed.');
console.log(summaryLine(sum));
process.exitCode = cancelling.signal.aborted ? CANCELLED : sum.failed > 0 || failed.length > 0 ? 1 : 0;

/** @param {string} text */
function heading(text) {
  console.log(`\n=== ${text} ===`);
}

/**
 * What of a suite may run at the same time: its parts where there is more than one lane for them.
 * @param {import('./lib/suites.mjs').Suite} suite
 * @returns {import('./lib/suites.mjs').Part[]}
 */
function partsOf(suite) {
  return (lanes > 1 && suite.parts) || [{ name: suite.name, seconds: suite.seconds, args: [] }];
}

async function build() {
  // The types are checked for themselves, or are not what a single suite is about.
  const args = [at('scripts/build.mjs'), '--no-typecheck'];
  const result = await shown('build', 'build', (options) => runCommand('build', process.execPath, args, options));
  built = result.exit === 0;
  return result;
}

/**
 * @param {import('./lib/suites.mjs').Suite} suite
 * @param {import('./lib/suites.mjs').Part} part
 * @returns {Promise<Ran>}
 */
async function test(suite, { name, args }) {
  if (suite.needsBuild && !built) return { name, exit: 1, counts: undefined };
  return shown(name, `${name}: ${suite.about}`, (options) => runSuite(suite, name, [...args, ...extra], options));
}

/**
 * Lets a job print: onto the terminal where there is one lane, otherwise into a file that is shown in one piece at its end.
 * @param {string} name
 * @param {string} title
 * @param {(options: import('./lib/run.mjs').RunOptions) => Promise<Ran>} work
 */
async function shown(name, title, work) {
  const cancelled = cancelling.signal;
  if (lanes === 1) {
    heading(title);
    return work({ cancelled });
  }
  mkdirSync(at('out/results'), { recursive: true });
  const log = at('out/results', `${name}.log`);
  const output = openSync(log, 'w');
  console.log(`${name} begins; what it prints goes to out/results/${name}.log until it ends.`);
  try {
    return await work({ output, cancelled });
  } finally {
    closeSync(output);
    heading(title);
    console.log(readFileSync(log, 'utf8'));
  }
}

/**
 * @param {string} name
 * @param {string} command
 * @param {string[]} args
 * @param {import('./lib/run.mjs').RunOptions} options
 * @returns {Promise<Ran>}
 */
async function runCommand(name, command, args, options) {
  return { name, exit: await run(command, args, {}, options), counts: undefined };
}

/**
 * What became of a job. One that never began or broke down has left no report.
 * @param {string} name
 * @returns {Ran}
 */
function resultOf(name) {
  const end = ended.get(name);
  if (end?.status === 'fulfilled') return end.value;
  if (end !== undefined) console.log(`${name} broke down: ${end.reason}`);
  return { name, exit: end === undefined ? CANCELLED : 1, counts: undefined };
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
