// npm run dist:check: packages the program around a stand-in for the Electron runtime, then looks inside. It shows that
// the configuration is valid, that nothing is missing from the archive or too much in it, and that every fuse is set.
// It cannot show that Electron starts.
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from './lib/root.mjs';
import { findCommand, run, tool } from './lib/run.mjs';

if (process.platform !== 'linux') {
  console.error('dist:check knows the layout of the Linux package only.');
  process.exit(2);
}
if ((await run(process.execPath, [at('scripts/build.mjs'), '--no-typecheck'])) !== 0) process.exit(1);

// Both come with electron-builder, in the versions that it uses itself.
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('app-builder-lib/package.json'));
const asar = await import(fromBuilder.resolve('@electron/asar'));
const { FuseV1Options, getCurrentFuseWire } = await import(fromBuilder.resolve('@electron/fuses'));

const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const folder = mkdtempSync(join(tmpdir(), 'dist-check-'));
/** @type {string[]} */
const complaints = [];

try {
  const runtime = join(folder, 'runtime');
  await standIn(runtime);
  const output = join(folder, 'dist');
  const status = await run(process.execPath, [
    tool('electron-builder/cli.js'),
    '--dir',
    '--publish',
    'never',
    `-c.electronDist=${runtime}`,
    `-c.directories.output=${output}`,
  ]);
  if (status !== 0) complaints.push(`electron-builder ended with status ${status}.`);
  else await inspect(join(output, 'linux-unpacked'));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const complaint of complaints) console.error(complaint);
console.log(complaints.length === 0 ? 'The package is as it should be.' : `${complaints.length} complaints.`);
process.exit(complaints.length === 0 ? 0 : 1);

/**
 * Just enough of a runtime for electron-builder: an executable with a fuse wire, an archive, the files it copies.
 * @param {string} runtime
 */
async function standIn(runtime) {
  for (const path of ['locales', 'resources', '../empty']) mkdirSync(join(runtime, path), { recursive: true });
  const executable = join(runtime, 'electron');
  copyFileSync(findCommand('true') ?? '/bin/true', executable);
  // The wire: the sentinel, version 1, the number of fuses, then one character for each.
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, 9]), Buffer.from('101001110')]);
  writeFileSync(executable, Buffer.concat([readFileSync(executable), wire]));
  chmodSync(executable, 0o755);
  const version = JSON.parse(readFileSync(tool('electron/package.json'), 'utf8')).version;
  writeFileSync(join(runtime, 'version'), version);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/en-US.pak']) {
    writeFileSync(join(runtime, name), '');
  }
  writeFileSync(join(runtime, '../empty/package.json'), '{}');
  await asar.createPackage(join(runtime, '../empty'), join(runtime, 'resources/default_app.asar'));
}

/** @param {string} unpacked */
async function inspect(unpacked) {
  /** @type {string[]} */
  const files = asar.listPackage(join(unpacked, 'resources/app.asar'), { isPack: false });
  const required = [
    '/package.json',
    '/out/main/main.cjs',
    '/out/main/preload.cjs',
    '/out/renderer/index.html',
    '/out/cli/bridgewarden.mjs',
    '/out/THIRD-PARTY-NOTICES.txt',
    '/LICENSE',
    '/assets/examples/two-bridges.bridgewarden.json',
  ];
  for (const path of required) if (!files.includes(path)) complaints.push(`The archive lacks ${path}.`);
  const strange = files.filter((path) => /node_modules|\.map$|\.ts$|^\/(shared|electron|renderer|e2e)\b/.test(path));
  for (const path of strange) complaints.push(`${path} has no business in the archive.`);

  const wire = await getCurrentFuseWire(join(unpacked, 'bridgewarden'));
  const on = '1'.charCodeAt(0);
  const expected = {
    RunAsNode: false,
    EnableCookieEncryption: true,
    EnableNodeOptionsEnvironmentVariable: false,
    EnableNodeCliInspectArguments: false,
    EnableEmbeddedAsarIntegrityValidation: true,
    OnlyLoadAppFromAsar: true,
    GrantFileProtocolExtraPrivileges: false,
  };
  for (const [name, wanted] of Object.entries(expected)) {
    const is = wire[FuseV1Options[name]] === on;
    if (is !== wanted) complaints.push(`The fuse ${name} is ${is ? 'on' : 'off'}.`);
  }
}
