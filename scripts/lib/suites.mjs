import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { electronBinary } from '../electron-binary.mjs';
import { at, root } from './root.mjs';
import { capture, findCommand, run, tool } from './run.mjs';
import { countListed, countPlaywright, countVitest } from './tally.mjs';

/**
 * `seconds` is about how long a suite or a part of it takes on a quiet machine with two processors; it sets the order alone.
 * `parts` are such as may run beside each other: arguments for the runner that together choose every test once.
 * @typedef {{ program: string, args: string[], env?: NodeJS.ProcessEnv }} Command
 * @typedef {{ name: string, seconds: number, args: string[] }} Part
 * @typedef {{
 *   name: string,
 *   about: string,
 *   needsBuild: boolean,
 *   seconds: number,
 *   parts?: Part[],
 *   present?: () => boolean,
 *   cannotRun: () => string | undefined,
 *   count: () => number,
 *   command: (result: string, extra: string[]) => Command,
 *   read: (report: any) => import('./tally.mjs').Counts,
 * }} Suite
 */

const node = process.execPath;
const isRoot = process.getuid?.() === 0;
const isLinux = process.platform === 'linux';

/**
 * @param {string} config
 * @param {string} result
 * @param {string[]} extra
 * @returns {Command}
 */
const vitest = (config, result, extra) => ({
  program: node,
  args: [
    tool('vitest/vitest.mjs'),
    'run',
    '--config',
    config,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${result}`,
    ...extra,
  ],
});

/**
 * What a run would run: tests, or with `--filesOnly` among the further arguments files.
 * @param {string} config
 * @param {string[]} extra
 * @returns {{ file: string }[]}
 */
export function listVitest(config, ...extra) {
  const listed = capture(node, [tool('vitest/vitest.mjs'), 'list', '--config', config, '--json', ...extra]);
  return parse(listed.stdout, []);
}

/**
 * @param {string} project
 * @param {string} result
 * @param {string[]} extra
 * @returns {Command}
 */
const playwright = (project, result, extra) => ({
  program: node,
  args: [tool('@playwright/test/cli.js'), 'test', `--project=${project}`, ...extra],
  env: { JOURNEYS_RESULT: result },
});

/** @param {string} project */
function countJourneys(project) {
  const { program, args } = playwright(project, '', ['--list', '--reporter=json']);
  const listed = capture(program, args);
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
 * @param {Command} command
 * @returns {Command}
 */
const inNamespace = (mode, command) => ({
  ...command,
  program: 'sh',
  args: [at('scripts/in-namespace.sh'), mode, command.program, ...command.args],
});

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

/** @param {string[]} files */
const excluding = (...files) => files.flatMap((file) => ['--exclude', file]);

const RANDOM = 'e2e/kernel/random-documents.test.ts';
const ATTACKS = 'e2e/kernel/attacks/';
/** Where most timers run down. */
const FAULTS = ['e2e/ssh/faults.test.ts', 'e2e/ssh/host-faults.test.ts', 'e2e/ssh/cli.test.ts'];

/** @type {Suite[]} */
export const SUITES = [
  {
    name: 'unit',
    about: 'unit, property, golden and transport tests',
    needsBuild: false,
    seconds: 300,
    cannotRun: () => undefined,
    count: () => listVitest('vitest.config.ts').length,
    command: (result, extra) => vitest('vitest.config.ts', result, extra),
    read: countVitest,
  },
  {
    name: 'kernel',
    about: 'the real kernel, in namespaces',
    needsBuild: true,
    seconds: 500,
    parts: [
      { name: 'kernel-random', seconds: 220, args: [RANDOM] },
      { name: 'kernel-attacks', seconds: 110, args: [ATTACKS] },
      { name: 'kernel-others', seconds: 300, args: excluding(RANDOM, `${ATTACKS}**`) },
    ],
    cannotRun: () =>
      onlyLinux ??
      (isRoot || userNamespacesWork()
        ? undefined
        : 'this system lets ordinary users make no namespaces; run it as root'),
    count: () => listVitest('vitest.kernel.config.ts').length,
    command: (result, extra) => inNamespace(kernelMode(), vitest('vitest.kernel.config.ts', result, extra)),
    read: countVitest,
  },
  {
    name: 'ssh',
    about: 'deploys to a real sshd',
    needsBuild: true,
    seconds: 400,
    parts: [
      { name: 'ssh-faults', seconds: 300, args: FAULTS },
      { name: 'ssh-others', seconds: 330, args: excluding(...FAULTS) },
    ],
    cannotRun: () =>
      onlyLinux ??
      (isRoot
        ? undefined
        : 'sshd changes to other users, which a user namespace with one user id forbids; run it as root'),
    count: () => listVitest('vitest.ssh.config.ts').length,
    command: (result, extra) => inNamespace('root', vitest('vitest.ssh.config.ts', result, extra)),
    read: countVitest,
  },
  {
    name: 'journeys',
    about: "a person's tasks in the browser window",
    needsBuild: true,
    seconds: 600,
    cannotRun: () => undefined,
    count: () => countJourneys('browser'),
    command: (result, extra) => {
      const command = playwright('browser', result, extra);
      // The journeys deploy over SSH to a host made of namespaces, which needs root; without it those skip themselves.
      return isRoot && isLinux ? inNamespace('root', command) : command;
    },
    read: countPlaywright,
  },
  {
    name: 'electron',
    about: 'journeys in the Electron window',
    needsBuild: true,
    seconds: 60,
    present: () => hasFile('e2e/journeys/electron', '.spec.ts'),
    cannotRun: () => {
      const binary = electronBinary();
      return binary.found ? undefined : binary.why;
    },
    count: () => countJourneys('electron'),
    command: (result, extra) => {
      const command = playwright('electron', result, extra);
      if (!isLinux || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return command;
      const args = ['-a', command.program, ...command.args];
      return { ...command, program: findCommand('xvfb-run') ?? 'xvfb-run', args };
    },
    read: countPlaywright,
  },
];

/** @param {string} folder @param {string} ending */
function hasFile(folder, ending) {
  return existsSync(at(folder)) && readdirSync(at(folder)).some((name) => name.endsWith(ending));
}

/**
 * Runs a suite, or the part of it that `extra` chooses.
 * @param {Suite} suite
 * @param {string} name of this run: its report goes to out/results under it
 * @param {string[]} extra arguments for the runner
 * @param {import('./run.mjs').RunOptions} options
 * @returns {Promise<import('./tally.mjs').Ran>}
 */
export async function runSuite(suite, name, extra, options) {
  const result = at('out/results', `${name}.json`);
  mkdirSync(at('out/results'), { recursive: true });
  // The result of an earlier run must never stand in for this one's.
  rmSync(result, { force: true });
  const { program, args, env } = suite.command(result, extra);
  const exit = await run(program, args, env, options);
  const report = existsSync(result) ? parse(readFileSync(result, 'utf8'), undefined) : undefined;
  return { name, exit, counts: report && suite.read(report) };
}
