import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { compile } from '../../shared/compiler/compile.ts';
import { BUILT_CLI, CLI_BUILD, CliFolder, dangling, EXAMPLE, readExample, runCli, twoHosts } from './cli.fixture.ts';

let place: CliFolder;
let folder: string;
beforeAll(async () => {
  await build(CLI_BUILD);
});
beforeEach(async () => {
  place = await CliFolder.make();
  folder = place.folder;
});
afterEach(() => place.remove());
afterAll(() => rm(BUILT_CLI, { force: true }));

describe('compile', () => {
  it('writes the script to stdout, the same bytes as the window previews, and nothing else', async () => {
    const result = await runCli(['compile', EXAMPLE]);
    expect(result).toEqual({
      status: 0,
      stdout: compile(await readExample()).hosts[0]?.script.text,
      stderr: result.stderr,
    });
    expect(result.stderr).not.toMatch(/error/);
  });

  it.each(['restore', 'commands'] as const)('writes the style %s', async (style) => {
    const { stdout } = await runCli(['compile', EXAMPLE, '--style', style]);
    expect(stdout).toBe(compile(await readExample(), { style }).hosts[0]?.script.text);
  });

  it('takes a host by its name or its id', async () => {
    const file = await place.write(await twoHosts());
    const [byName, byId] = await Promise.all(
      ['second', 'host-second'].map((host) => runCli(['compile', file, '--host', host])),
    );
    expect(byName?.status).toBe(0);
    expect(byName?.stdout).toBe(byId?.stdout);
    expect(byName?.stdout).toMatch(/second/);
  });

  it.each([
    ['an unknown host', ['--host', 'nobody'], /no host "nobody".*second/],
    ['no host where there are several', [], /several hosts.*--host.*--out.*second/],
    ['an unknown style', ['--style', 'perl'], /perl.*restore, commands/],
    ['an unknown option', ['--fast'], /--fast/],
  ])('refuses %s with status 2, and names what there is', async (_what, args, sentence) => {
    const result = await runCli(['compile', await place.write(await twoHosts()), ...args]);
    expect(result).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(sentence) });
  });

  it('has nothing to compile in a document without hosts', async () => {
    const document = { ...(await readExample()), hosts: [], guests: [], externals: [], groups: [], policies: [] };
    expect(await runCli(['compile', await place.write(document)])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/no hosts at all/),
    });
  });

  it('writes nothing for a document with errors, and names the rule and the field', async () => {
    const out = join(folder, 'out');
    const file = await place.write(await dangling());
    for (const args of [[], ['--out', out]]) {
      const result = await runCli(['compile', file, ...args]);
      expect(result).toMatchObject({ status: 1, stdout: '' });
      expect(result.stderr).toContain(`${file}: error: `);
      expect(result.stderr).toMatch(/nobody/);
    }
    await expect(stat(out)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('does not mind a reader that has seen enough', () => {
    const command = `"${process.execPath}" "${BUILT_CLI}" compile "${EXAMPLE}"; echo "status $?" >&2`;
    const { stdout, stderr } = spawnSync('sh', ['-c', `{ ${command}; } | head -c 10`], { encoding: 'utf8' });
    expect(stdout).toBe('#!/bin/sh\n');
    expect(stderr).toMatch(/^status 0$/m);
    expect(stderr).not.toMatch(/EPIPE/);
  });
});

describe('compile --out', () => {
  it('writes the release of one host into the folder, with its modes', async () => {
    const out = join(folder, 'a', 'b');
    expect(await runCli(['compile', EXAMPLE, '--out', out])).toMatchObject({ status: 0, stdout: '' });
    const files = compile(await readExample()).hosts[0]?.files ?? [];
    expect((await readdir(out)).sort()).toEqual(files.map(({ name }) => name).sort());
    for (const { name, mode, text } of files) {
      expect([name, await readFile(join(out, name), 'utf8')]).toEqual([name, text]);
      expect([name, (await stat(join(out, name))).mode & 0o777]).toEqual([name, mode]);
    }
  });

  it('writes the releases of several hosts into a folder each, and leaves other files alone', async () => {
    const out = join(folder, 'out');
    await mkdir(join(out, 'second'), { recursive: true });
    await writeFile(join(out, 'second', 'notes.txt'), 'mine');
    await writeFile(join(out, 'second', 'firewall.sh'), 'old');
    const document = await twoHosts();
    expect((await runCli(['compile', await place.write(document), '--out', out])).status).toBe(0);
    expect((await readdir(out)).sort()).toEqual(document.hosts.map(({ name }) => name).sort());
    expect(await readFile(join(out, 'second', 'notes.txt'), 'utf8')).toBe('mine');
    expect(await readFile(join(out, 'second', 'firewall.sh'), 'utf8')).toBe(compile(document).hosts[1]?.script.text);
  });

  it.each(['../second', '..', 'a/b', '.hidden', 'MYTUX'])(
    'refuses a host named "%s", whose folder would lead elsewhere',
    async (name) => {
      const out = join(folder, 'deep', 'out');
      const result = await runCli(['compile', await place.write(await twoHosts(name)), '--out', out]);
      // Whether the document's own checks refuse the name or the writing does: nothing is written anywhere.
      expect(result.status).toBeGreaterThan(0);
      expect(result.stderr).toContain(name);
      await expect(stat(join(folder, 'deep'))).rejects.toMatchObject({ code: 'ENOENT' });
    },
  );

  it('leaves the release that was there when the new one cannot be written', async () => {
    const out = join(folder, 'out');
    await mkdir(out);
    await writeFile(join(out, 'firewall.sh'), 'old');
    // A folder where a file must go: the last thing to fail, after everything was written.
    await mkdir(join(out, 'rules.v4', 'x'), { recursive: true });
    const result = await runCli(['compile', EXAMPLE, '--out', out]);
    expect(result).toMatchObject({ status: 2, stderr: expect.stringContaining(join(out, 'rules.v4')) });
    expect((await readdir(out)).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it.skipIf(process.getuid?.() === 0)(
    'says when the folder may not be written to (not run as root, who may do anything)',
    async () => {
      chmodSync(folder, 0o500);
      const result = await runCli(['compile', EXAMPLE, '--out', join(folder, 'out')]);
      chmodSync(folder, 0o700);
      expect(result).toMatchObject({ status: 2, stderr: expect.stringMatching(/no permission/) });
    },
  );
});
