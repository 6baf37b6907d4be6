import { spawnSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { compile } from '../../shared/compiler/compile.ts';
import type { Document } from '../../shared/document/document.ts';
import { BUILT_CLI, EXAMPLE, runCli, startCli } from './cli.fixture.ts';

vi.setConfig({ testTimeout: 60_000 });

// Bundled once: loading the sources anew for each of the many runs would take most of the time.
beforeAll(async () => {
  await build({
    entryPoints: [new URL('../cli.ts', import.meta.url).pathname],
    outfile: BUILT_CLI,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['bufferutil', 'utf-8-validate'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    logLevel: 'error',
  });
}, 60_000);
afterAll(() => rm(BUILT_CLI, { force: true }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cli-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const example = async (): Promise<Document> => JSON.parse(await readFile(EXAMPLE, 'utf8')) as Document;

/** A file beside nothing, with this content. */
async function write(content: unknown, name = 'lab.bridgewarden.json'): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** The example with a second host beside its own. */
async function twoHosts(name = 'second'): Promise<Document> {
  const document = await example();
  const host = { id: 'host-second', name, role: 'hypervisor' as const, bridges: [], ports: [], interfaces: [] };
  return { ...document, hosts: [...document.hosts, host] };
}

/** One of the example's rules points to something that is not there. */
async function dangling(): Promise<Document> {
  const document = await example();
  const [first, ...rest] = document.policies;
  const [rule, ...rules] = first!.rules;
  return { ...document, policies: [{ ...first!, rules: [{ ...rule!, source: ['nobody'] }, ...rules] }, ...rest] };
}

describe('compile', () => {
  it('writes the script to stdout, the same bytes as the window previews, and nothing else', async () => {
    const result = await runCli(['compile', EXAMPLE]);
    expect(result).toEqual({
      status: 0,
      stdout: compile(await example()).hosts[0]?.script.text,
      stderr: result.stderr,
    });
    expect(result.stderr).not.toMatch(/error/);
  });

  it.each(['restore', 'commands'] as const)('writes the style %s', async (style) => {
    const { stdout } = await runCli(['compile', EXAMPLE, '--style', style]);
    expect(stdout).toBe(compile(await example(), { style }).hosts[0]?.script.text);
  });

  it('takes a host by its name or its id', async () => {
    const file = await write(await twoHosts());
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
    const result = await runCli(['compile', await write(await twoHosts()), ...args]);
    expect(result).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(sentence) });
  });

  it('has nothing to compile in a document without hosts', async () => {
    const document = { ...(await example()), hosts: [], guests: [], externals: [], groups: [], policies: [] };
    expect(await runCli(['compile', await write(document)])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/no hosts at all/),
    });
  });

  it('writes nothing for a document with errors, and names the rule and the field', async () => {
    const out = join(folder, 'out');
    const file = await write(await dangling());
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
    const files = compile(await example()).hosts[0]?.files ?? [];
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
    expect((await runCli(['compile', await write(document), '--out', out])).status).toBe(0);
    expect((await readdir(out)).sort()).toEqual(document.hosts.map(({ name }) => name).sort());
    expect(await readFile(join(out, 'second', 'notes.txt'), 'utf8')).toBe('mine');
    expect(await readFile(join(out, 'second', 'firewall.sh'), 'utf8')).toBe(compile(document).hosts[1]?.script.text);
  });

  it.each(['../second', '..', 'a/b', '.hidden', 'MYTUX'])(
    'refuses a host named "%s", whose folder would lead elsewhere',
    async (name) => {
      const out = join(folder, 'deep', 'out');
      const result = await runCli(['compile', await write(await twoHosts(name)), '--out', out]);
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

describe('check', () => {
  it('has status 0 for the example', async () => {
    const { status, stdout } = await runCli(['check', EXAMPLE]);
    expect([status, stdout]).toEqual([0, expect.stringContaining(EXAMPLE)]);
  });

  it('has status 1 when a finding is an error, and names the object', async () => {
    const file = await write(await dangling());
    const { status, stdout } = await runCli(['check', file]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/error: .*nobody.*\[[a-z-]+\]/);
    expect(stdout.split('\n').filter((line) => line.includes('nobody'))).toHaveLength(1);
  });

  it('prints one JSON value', async () => {
    const { status, stdout, stderr } = await runCli(['check', await write(await dangling()), '--json']);
    const { findings } = JSON.parse(stdout) as {
      findings: { code: string; severity: string; message: string; objects: string[] }[];
    };
    expect([status, stderr]).toEqual([1, '']);
    expect(findings).toContainEqual(
      expect.objectContaining({
        code: expect.any(String),
        severity: 'error',
        message: expect.stringContaining('nobody'),
        objects: expect.any(Array),
      }),
    );
    expect(JSON.parse((await runCli(['check', EXAMPLE, '--json'])).stdout)).toMatchObject({
      findings: expect.any(Array),
    });
  });
});

describe('input that is not to be read', () => {
  it.each([
    ['missing', undefined, /does not exist/],
    ['no JSON', '{ "format": ', /not valid JSON/],
    ['no document of ours', '{ "format": "other" }', /not a Bridgewarden document/],
    ['of a newer version', '{ "format": "bridgewarden", "version": 99 }', /version 99/],
    ['empty', '', /empty/],
    ['no text', '\u0000', /./],
  ])('is refused with status 2 and its name: %s', async (_what, content, sentence) => {
    const file = content === undefined ? join(folder, 'none.json') : await write(content);
    const results = await Promise.all(
      [
        ['check', file],
        ['compile', file],
        ['deploy', file, '--host', 'mytux', '--yes'],
      ].map((args) => runCli(args)),
    );
    for (const result of results) {
      expect(result).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(sentence) });
      expect(result.stderr).toContain(file);
      expect(result.stderr).not.toMatch(/ {4}at /);
    }
  });

  it('is a finding in JSON too', async () => {
    const { status, stdout } = await runCli(['check', await write('{'), '--json']);
    expect([status, JSON.parse(stdout)]).toMatchObject([
      2,
      { findings: [{ code: 'syntax-error', severity: 'error' }] },
    ]);
  });
});

describe('wrong use', () => {
  it.each([
    [[]],
    [['frobnicate']],
    [['compile']],
    [['compile', 'a', 'b']],
    [['deploy', EXAMPLE]],
    [['serve', '--port', '70000']],
    [['serve', '--port', 'x']],
  ])('has status 2: %j', async (args) => {
    const { status, stdout, stderr } = await runCli(args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  it('is not asking for help or the version', async () => {
    expect(await runCli(['--help'])).toMatchObject({
      status: 0,
      stderr: '',
      stdout: expect.stringMatching(/compile .*check .*deploy .*serve /s),
    });
    expect(await runCli(['compile', '--help'])).toMatchObject({ status: 0, stdout: expect.stringMatching(/--style/) });
    expect(await runCli(['--version'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
  });
});

describe('deploy', () => {
  it('without a terminal or --yes refuses before it does anything', async () => {
    expect(await runCli(['deploy', EXAMPLE, '--host', 'mytux'])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/--yes/),
    });
  });

  it('refuses an unknown host, and touches none of the known ones', async () => {
    const result = await runCli(['deploy', EXAMPLE, '--host', 'mytux,nobody', '--yes']);
    expect(result).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^bridgewarden: .*no host "nobody".*mytux/),
    });
  });

  it('says which host could not be reached and that nothing was changed there', async () => {
    const document = await example();
    const [host, ...rest] = document.hosts;
    // Nobody listens at the discard port.
    const file = await write({
      ...document,
      hosts: [{ ...host!, connection: { address: '127.0.0.1', port: 9 } }, ...rest],
    });
    const result = await runCli(['deploy', file, '--host', host!.name, '--yes'], { env: { HOME: folder } });
    expect(result).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(host!.name) });
    expect(result.stderr).toMatch(/Nothing was changed/);
  });
});

describe('serve', () => {
  it('prints the link, serves until it is told to end, and ends well', async () => {
    const child = startCli(['serve', EXAMPLE]);
    const link = await new Promise<string>((resolve) => {
      let printed = '';
      child.stdout?.setEncoding('utf8').on('data', (text: string) => {
        printed += text;
        const found = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+\n/.exec(printed)?.[0];
        if (found) resolve(found.trim());
      });
    });
    const answer = await fetch(new URL('/session', link));
    expect([answer.status, await answer.text()]).toEqual([401, expect.stringMatching(/^[A-Z].*\.\n$/)]);
    child.kill('SIGINT');
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
  });

  it('refuses a file that is not there, and a port that is taken', async () => {
    expect(await runCli(['serve', join(folder, 'none.json')])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/none\.json/),
    });
    const { createServer } = await import('node:net');
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    expect(await runCli(['serve', '--port', String(port)])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(new RegExp(`Port ${port} is in use`)),
    });
    taken.close();
  });
});
