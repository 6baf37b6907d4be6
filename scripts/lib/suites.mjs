import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { electronBinary } from '../electron-binary.mjs';
import { at, root } from './root.mjs';
import { capture, findCommand, run, tool } from './run.mjs';
import { countListed, countPlaywright, countVitest } from './tally.mjs';

/**
 * @typedef {{
 *   name: string,
 *   about: string,
 *   needsBuild: boolean,
 *   beside?: true,
 *   present?: () => boolean,
 *   cannotRun: () => string | undefined,
 *   count: () => number,
 *   run: (result: string, extra: string[], output?: number) => Promise<number>,
 *   read: (report: any) => import('./tally.mjs').Counts,
 * }} Suite
 */

const node = process.execPath;
const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';

/** @param {string} config @param {string} result @param {string[]} extra */
const vitest = (config, result, extra) => [
  tool('vitest/vitest.mjs'),
  'run',
  '--config',
  config,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${result}`,
  ...extra,
];

/** @param {string} config */
function countVitestTests(config) {
  const listed = capture(node, [tool('vitest/vitest.mjs'), 'list', '--config', config, '--json']);
  return parse(listed.stdout, []).length;
}

/** @param {string} project @param {string[]} extra */
const playwright = (project, extra) => [tool('@playwright/test/cli.js'), 'test', `--project=${project}`, ...extra];

/** @param {string} project */
function countJourneys(project) {
  const listed = capture(node, [...playwright(project, []), '--list', '--reporter=json']);
  return countListed(parse(listed.stdout, {}));
}

/**
 * @template T
 * @param {string} text
 * @param {T} otherwise
 * @returns {T | any}
 */
function parse(text, otherwise) {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}

/**
 * @param {'user' | 'root'} mode
 * @param {string[]} command
 * @returns {[string, string[]]}
 */
const inNamespace = (mode, command) => ['sh', [at('scripts/in-namespace.sh'), mode, node, ...command]];

/** May an ordinary user make namespaces here? Some systems forbid it by a sysctl or by AppArmor. */
const userNamespacesWork = () => capture('unshare', ['-Urnm', 'true']).status === 0;

/**
 * A user namespace wherever one can be had, so that root too tests what an ordinary user can do. But root in a user
 * namespace may not write to other people's files, and a checkout can belong to somebody else (in a container, say).
 * @returns {'user' | 'root'}
 */
function kernelMode() {
  if (!isRoot) return 'user';
  return statSync(root).uid === 0 && userNamespacesWork() ? 'user' : 'root';
}

const onlyLinux = isLinux ? undefined : 'it needs a Linux kernel';

/** @type {Suite[]} */
export const SUITES = [
  {
    name: 'unit',
    about: 'unit, property, golden and transport tests',
    needsBuild: false,
    cannotRun: () => undefined,
    count: () => countVitestTests('vitest.config.ts'),
    run: (result, extra, output) => run(node, vitest('vitest.config.ts', result, extra), {}, output),
    read: countVitest,
  },
  {
    name: 'kernel',
    about: 'the real kernel, in namespaces',
    needsBuild: true,
    beside: true,
    cannotRun: () =>
      onlyLinux ??
      (isRoot || userNamespacesWork()
        ? undefined
        : 'this system lets ordinary users make no namespaces; run it as root'),
    count: () => countVitestTests('vitest.kernel.config.ts'),
    run: (result, extra, output) => {
      const command = vitest('vitest.kernel.config.ts', result, extra);
      return run(...inNamespace(kernelMode(), command), {}, output);
    },
    read: countVitest,
  },
  {
    name: 'ssh',
    about: 'deploys to a real sshd',
    needsBuild: true,
    cannotRun: () =>
      onlyLinux ??
      (isRoot
        ? undefined
        : 'sshd changes to other users, which a user namespace with one user id forbids; run it as root'),
    count: () => countVitestTests('vitest.ssh.config.ts'),
    run: (result, extra, output) =>
      run(...inNamespace('root', vitest('vitest.ssh.config.ts', result, extra)), {}, output),
    read: countVitest,
  },
  {
    name: 'journeys',
    about: "a person's tasks in the browser window",
    needsBuild: true,
    beside: true,
    cannotRun: () => undefined,
    count: () => countJourneys('browser'),
    run: (result, extra, output) => {
      const command = playwright('browser', extra);
      const env = { JOURNEYS_RESULT: result };
      // The journeys deploy over SSH to a host made of namespaces, which needs root; without it those skip themselves.
      return isRoot && isLinux ? run(...inNamespace('root', command), env, output) : run(node, command, env, output);
    },
    read: countPlaywright,
  },
  {
    name: 'electron',
    about: 'journeys in the Electron window',
    needsBuild: true,
    beside: true,
    present: () => hasFile('e2e/journeys/electron', '.spec.ts'),
    cannotRun: () => {
      const binary = electronBinary();
      return binary.found ? undefined : binary.why;
    },
    count: () => countJourneys('electron'),
    run: (result, extra, output) => {
      const command = playwright('electron', extra);
      const env = { JOURNEYS_RESULT: result };
      const display = !isLinux || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
      return display
        ? run(node, command, env, output)
        : run(findCommand('xvfb-run') ?? 'xvfb-run', ['-a', node, ...command], env, output);
    },
    read: countPlaywright,
  },
];

/** @param {string} folder @param {string} ending */
function hasFile(folder, ending) {
  return existsSync(at(folder)) && readdirSync(at(folder)).some((name) => name.endsWith(ending));
}

/**
 * @param {Suite} suite
 * @param {string[]} extra arguments for the runner
 * @param {number} [output] takes what the runner prints; the terminal otherwise
 * @returns {Promise<import('./tally.mjs').Outcome>}
 */
export async function runSuite(suite, extra, output) {
  const result = at('out/results', `${suite.name}.json`);
  mkdirSync(at('out/results'), { recursive: true });
  // The result of an earlier run must never stand in for this one's.
  rmSync(result, { force: true });
  const exit = await suite.run(result, extra, output);
  const report = existsSync(result) ? parse(readFileSync(result, 'utf8'), undefined) : undefined;
  return { name: suite.name, exit, counts: report && suite.read(report) };
}
