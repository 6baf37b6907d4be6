import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  BUILT_CLI,
  CLI_BUILD,
  CliFolder,
  dangling,
  EXAMPLE,
  readExample,
  runCli,
  startCli,
  twoHosts,
} from './cli.fixture.ts';

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

describe('check', () => {
  it('has status 0 for the example', async () => {
    const { status, stdout } = await runCli(['check', EXAMPLE]);
    expect([status, stdout]).toEqual([0, expect.stringContaining(EXAMPLE)]);
  });

  it('has status 1 when a finding is an error, and names the object', async () => {
    const file = await place.write(await dangling());
    const { status, stdout } = await runCli(['check', file]);
    expect(status).toBe(1);
    expect(stdout).toMatch(/error: .*nobody.*\[[a-z-]+\]/);
    expect(stdout.split('\n').filter((line) => line.includes('nobody'))).toHaveLength(1);
  });

  it('prints one JSON value', async () => {
    const { status, stdout, stderr } = await runCli(['check', await place.write(await dangling()), '--json']);
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

  it('prints for each guest port what stops which attack, and where nothing does', async () => {
    const example = await readExample();
    const [host] = example.hosts;
    const opened = host?.ports.find(({ id }) => example.guests.some(({ nics }) => nics[0]?.port === id));
    const hosts = example.hosts.map((one) => ({
      ...one,
      ports: one.ports.map((port) => (port === opened ? { ...port, protect: { arp: false } } : port)),
    }));
    const file = await place.write({ ...example, hosts });
    const { matrix } = JSON.parse((await runCli(['check', file, '--json'])).stdout) as {
      matrix: { port: string; guest: string; rows: { attack: string; sentence: string; stoppedBy: string[] }[] }[];
    };
    const stops = (open: boolean) =>
      matrix
        .filter(({ port }) => (port === opened?.id) === open)
        .map(({ rows }) => rows.find(({ attack }) => attack === 'arp-reply')?.stoppedBy);
    expect(matrix.map(({ guest }) => guest).sort()).toEqual(example.guests.map(({ id }) => id).sort());
    expect(stops(true)).toEqual([[]]);
    expect(stops(false)).toEqual(example.guests.slice(1).map(() => ['layer-2']));
    expect(matrix[0]?.rows[0]).toEqual({
      attack: 'forged-source',
      sentence: "A packet with somebody else's source address.",
      stoppedBy: ['iptables'],
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
    const file = content === undefined ? join(folder, 'none.json') : await place.write(content);
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
    const { status, stdout } = await runCli(['check', await place.write('{'), '--json']);
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
      stdout: expect.stringMatching(/compile .*check .*status .*diff .*deploy .*history .*stop .*serve /s),
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
    const document = await readExample();
    const [host, ...rest] = document.hosts;
    // Nobody listens at the discard port.
    const file = await place.write({
      ...document,
      hosts: [{ ...host!, connection: { address: '127.0.0.1', port: 9 } }, ...rest],
    });
    const result = await runCli(['deploy', file, '--host', host!.name, '--yes'], { env: { HOME: folder } });
    expect(result).toMatchObject({ status: 1, stdout: '', stderr: expect.stringContaining(host!.name) });
    expect(result.stderr).toMatch(/Nothing was changed/);
  });

  it('tells of each of several hosts, as one JSON value', async () => {
    const document = await twoHosts();
    const connection = { address: '127.0.0.1', port: 9 };
    const file = await place.write({ ...document, hosts: document.hosts.map((host) => ({ ...host, connection })) });
    const args = ['deploy', file, '--host', 'mytux,second', '--yes', '--json'];
    const result = await runCli(args, { env: { HOME: folder } });
    expect(result.status).toBe(1);
    expect(JSON.parse(result.stdout)).toEqual({
      hosts: ['mytux', 'second'].map((name) => ({
        host: expect.any(String),
        name,
        release: expect.stringMatching(/^[0-9a-f]{64}$/),
        outcome: 'refused',
        message: expect.stringContaining(name),
      })),
    });
  });

  it.each([
    [['--drill', '--dry-run'], /--drill pushes/],
    [['--drill', '--release', 'abc'], /--drill pushes/],
    [['--yes', '--limit', '0'], /from 1 to 100/],
  ])('refuses %j before it does anything', async (options, sentence) => {
    const result = await runCli(['deploy', EXAMPLE, '--host', 'mytux', ...options]);
    expect(result).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(sentence) });
  });
});

describe('the commands that ask a host', () => {
  const unreachable = async () => {
    const document = await readExample();
    const connection = { address: '127.0.0.1', port: 9 };
    return place.write({ ...document, hosts: document.hosts.map((host) => ({ ...host, connection })) });
  };

  it('tell of one that cannot be reached, by a status of 1', async () => {
    const file = await unreachable();
    const env = { HOME: folder };
    const status = await runCli(['status', file, '--json'], { env });
    expect(status.status).toBe(1);
    expect(JSON.parse(status.stdout)).toMatchObject({ hosts: [{ name: 'mytux', state: 'unreachable' }] });
    for (const command of ['diff', 'history']) {
      const result = await runCli([command, file, '--host', 'mytux'], { env });
      expect(result).toMatchObject({
        status: 1,
        stdout: '',
        stderr: expect.stringMatching(/host mytux: .*127\.0\.0\.1/),
      });
    }
  });

  it('tell of each of several, one without a connection too', async () => {
    const document = await twoHosts();
    const [first, second] = document.hosts;
    const { connection: _, ...apart } = second!;
    const file = await place.write({
      ...document,
      hosts: [{ ...first!, connection: { address: '127.0.0.1', port: 9 } }, apart],
    });
    const { status, stdout } = await runCli(['status', file], { env: { HOME: folder } });
    expect(status).toBe(1);
    expect(stdout).toMatch(/^mytux: unreachable: .*\nsecond: unreachable: .*no connection/m);
  });

  it('refuse an unknown host, and stopping without a terminal or --yes', async () => {
    for (const command of ['status', 'diff', 'history', 'stop'])
      expect(
        await runCli([command, EXAMPLE, '--host', 'nobody', ...(command === 'stop' ? ['--yes'] : [])]),
      ).toMatchObject({
        status: 2,
        stdout: '',
        stderr: expect.stringMatching(/no host "nobody".*mytux/),
      });
    const stop = await runCli(['stop', EXAMPLE, '--host', 'mytux']);
    expect(stop).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/--yes/) });
  });
});

describe('export ansible', () => {
  it('wants to know where to', async () => {
    expect(await runCli(['export', 'ansible', EXAMPLE])).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/--out/),
    });
  });

  it('leaves out hosts without a connection, and says so', async () => {
    const document = await twoHosts();
    const [first, second] = document.hosts;
    const { connection: _, ...apart } = second!;
    const file = await place.write({
      ...document,
      hosts: [{ ...first!, connection: { address: '192.0.2.7' } }, apart],
    });
    const out = join(folder, 'role');
    const all = await runCli(['export', 'ansible', file, '--out', out]);
    expect(all).toMatchObject({ status: 0, stderr: expect.stringMatching(/host second: left out.*\n1 host in/) });
    // One that is named is wanted.
    expect(await runCli(['export', 'ansible', file, '--out', out, '--host', 'second'])).toMatchObject({ status: 2 });
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
