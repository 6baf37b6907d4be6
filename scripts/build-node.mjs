import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { build, context } from 'esbuild';
import { at, root } from './lib/root.mjs';

/**
 * The programs that run outside a window. Each lands two folders below the root, so that the backend finds assets/ the
 * same way from every one of them.
 * @type {Record<string, { entry: string, out: string, format: 'cjs' | 'esm', executable?: boolean }>}
 */
const TARGETS = {
  main: { entry: 'electron/main.ts', out: 'out/main/main.cjs', format: 'cjs' },
  // A sandboxed preload can only be one CommonJS file.
  preload: { entry: 'electron/preload.ts', out: 'out/main/preload.cjs', format: 'cjs' },
  browser: { entry: 'electron/browser.ts', out: 'out/browser/browser.mjs', format: 'esm' },
  cli: { entry: 'electron/cli.ts', out: 'out/cli/bridgewarden.mjs', format: 'esm', executable: true },
};

/**
 * @param {string} name
 * @returns {import('esbuild').BuildOptions}
 */
function optionsFor(name) {
  const target = TARGETS[name];
  if (!target) throw new Error(`No such target: ${name}. There are ${Object.keys(TARGETS).join(', ')}.`);
  const entry = at(target.entry);
  if (!existsSync(entry)) throw new Error(`${target.entry} is missing, so ${target.out} cannot be built.`);
  const hasShebang = readFileSync(entry, 'utf8').startsWith('#!');
  const lines = [];
  if (target.executable && !hasShebang) lines.push('#!/usr/bin/env node');
  if (target.format === 'esm') {
    // Bundled CommonJS packages (ws, commander) call require('events') and the like, which an ES module does not have.
    lines.push("import { createRequire as bridgewardenRequire } from 'node:module';");
    lines.push('const require = bridgewardenRequire(import.meta.url);');
  }
  return {
    entryPoints: [entry],
    outfile: at(target.out),
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: target.format,
    target: 'node20.19',
    // electron is there at run time; the other two are ws's optional accelerators, which we do not install.
    external: ['electron', 'bufferutil', 'utf-8-validate'],
    // In CommonJS import.meta is empty; the sources say import.meta.dirname everywhere.
    define: target.format === 'cjs' ? { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' } : {},
    banner: lines.length > 0 ? { js: lines.join('\n') } : {},
    sourcemap: true,
    // Names of functions and classes stay readable in a bug report; size does not matter on disk.
    minify: false,
    logLevel: 'warning',
  };
}

/** @param {string[]} names */
export async function buildNode(names = Object.keys(TARGETS)) {
  await Promise.all(names.map((name) => build(optionsFor(name))));
  markExecutable(names);
}

/**
 * Builds again whenever a source changes, and calls back after each good build.
 * @param {string[]} names
 * @param {() => void} built
 */
export async function watchNode(names, built) {
  for (const name of names) {
    const plugin = {
      name: 'report',
      setup(/** @type {import('esbuild').PluginBuild} */ build) {
        build.onEnd((result) => {
          if (result.errors.length > 0) return;
          markExecutable([name]);
          built();
        });
      },
    };
    const watcher = await context({ ...optionsFor(name), plugins: [plugin] });
    await watcher.watch();
  }
}

/** @param {string[]} names */
function markExecutable(names) {
  for (const name of names) {
    const target = TARGETS[name];
    if (target?.executable) chmodSync(at(target.out), 0o755);
  }
}

if (process.argv[1] === import.meta.filename) {
  const names = process.argv.slice(2);
  await buildNode(names.length > 0 ? names : undefined);
}
