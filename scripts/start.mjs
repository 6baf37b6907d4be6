// npm start [-- FILE] [-- --browser]
//
// From a fresh clone to the open drawing. Only Node's own modules here: nothing may be installed yet.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { electronBinary } from './electron-binary.mjs';
import { ensureBuilt } from './lib/built.mjs';
import { fetchElectron } from './lib/fetch-electron.mjs';
import { ensureInstalled } from './lib/installed.mjs';
import { chooseWindow, findAddress, openerFor } from './lib/open-window.mjs';
import { at, root } from './lib/root.mjs';
import { findCommand } from './lib/run.mjs';

const EXAMPLE = 'assets/examples/two-bridges.bridgewarden.json';
// An Electron that cannot start (no user namespaces for its sandbox, a display that refuses) ends within this time.
const STILLBORN_MS = 5000;

const given = process.argv.slice(2);
const forceBrowser = given.includes('--browser');
const rest = given.filter((each) => each !== '--browser');
// npm runs scripts in the package's folder; a file name means the folder the user is in.
const from = process.env.INIT_CWD ?? process.cwd();
const args = rest.map((each) => (existsSync(resolve(from, each)) ? resolve(from, each) : each));
// Without a file of her own she sees the bundled example.
if (!args.some((each) => !each.startsWith('-'))) args.unshift(at(EXAMPLE));

if (!(await ensureInstalled()) || !(await ensureBuilt())) process.exit(1);

const choice = chooseWindow({ platform: process.platform, env: process.env, uid: process.getuid?.(), forceBrowser });
if (choice.window === 'browser') {
  await openBrowserWindow(choice.why);
} else {
  let binary = electronBinary();
  if (!binary.found) binary = await fetchElectron();
  if (!binary.found) {
    await openBrowserWindow(`There is no Electron runtime: ${binary.why}.`);
  } else {
    if (choice.note) console.log(choice.note);
    const started = Date.now();
    const status = await follow(spawn(binary.path, [...choice.args, '.', ...args], { cwd: root, stdio: 'inherit' }));
    if (status === 0 || Date.now() - started > STILLBORN_MS) process.exit(status);
    await openBrowserWindow(`Electron could not start here (status ${status}).`);
  }
}

/** @param {string} why */
async function openBrowserWindow(why) {
  console.log(`${why} Opening the browser window instead; the program is the same.`);
  const shown = args.map((each) => (each.startsWith(root) ? relative(root, each) : each));
  const backend = spawn(process.execPath, ['out/cli/bridgewarden.mjs', 'serve', ...shown], {
    cwd: root,
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  let printed = '';
  let opened = false;
  backend.stdout.setEncoding('utf8').on('data', (text) => {
    process.stdout.write(text);
    if (opened) return;
    printed += text;
    // Whole lines only: an address cut in two by the pipe would lose half its token.
    const address = findAddress(printed.slice(0, printed.lastIndexOf('\n') + 1));
    if (!address) return;
    opened = true;
    const opener = openerFor({
      platform: process.platform,
      env: process.env,
      hasCommand: (name) => findCommand(name) !== undefined,
    });
    const [command, ...before] = opener ?? [];
    if (!command) return;
    const helper = spawn(command, [...before, address], { stdio: 'ignore', detached: true });
    // No harm when the desktop has no browser: the address stands above.
    helper.on('error', () => {});
    helper.unref();
  });
  process.exit(await follow(backend));
}

/**
 * Waits for a child and hands our own end on to it, so that no backend stays behind.
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function follow(child) {
  // The terminal sends Ctrl+C to the child too; we only must not die before it has closed its files.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  return new Promise((done) => {
    child.on('error', (error) => {
      console.error(error.message);
      done(1);
    });
    child.on('exit', (code, signal) => done(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
  });
}
