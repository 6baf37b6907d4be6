import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseDecision } from './decision.ts';
import { disarmScript } from './disarm-script.ts';
import { journalScript } from './enable-script.ts';
import { holdScript, lockScript, parseLockAnswer, unlockScript } from './lock-script.ts';
import { DOCUMENT_FILE, deploymentPaths } from './remote-paths.ts';
import { rollbackScript } from './rollback-script.ts';
import { uploadScript } from './upload-script.ts';

// The scripts themselves, run by this machine's shell on folders of its own: they need no root and no network.

// Each test starts some shells, which takes its time on a busy machine.

const HASH = 'a'.repeat(64);
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bridgewarden-remote-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const paths = (session: string) =>
  deploymentPaths(
    {
      state: join(folder, "st at'e"),
      library: join(folder, 'library'),
      units: folder,
      modules: folder,
      sysctls: folder,
      hooks: join(folder, 'hooks'),
    },
    session,
    HASH,
  );

function run(script: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync('/bin/sh', ['-eu', '-s'], { input: script, encoding: 'utf8' });
}

/** The scripts run side by side, all started before the first can have ended. */
async function runTogether(scripts: readonly string[]): Promise<string[]> {
  return Promise.all(
    scripts.map(
      (script) =>
        new Promise<string>((resolve) => {
          const child = spawn('/bin/sh', ['-eu', '-s'], { stdio: ['pipe', 'pipe', 'inherit'] });
          let stdout = '';
          child.stdout.setEncoding('utf8').on('data', (text: string) => {
            stdout += text;
          });
          child.on('close', () => resolve(stdout));
          child.stdin.end(script);
        }),
    ),
  );
}

describe('the lock', () => {
  const lock = (session: string, who = 'ada@desk', holder: number | undefined = process.pid) =>
    parseLockAnswer(run(lockScript(paths(session), who, holder)).stdout);

  /** The lock of a deployment that has armed its way back; its connection is dead unless told. */
  function deadArmed(holder = 4_194_305): string {
    lock('dead', 'eve@elsewhere', holder);
    const { work } = paths('dead');
    mkdirSync(work);
    writeFileSync(join(work, 'armed'), 'process\n');
    return work;
  }

  it('is had by one, and told to the next', () => {
    expect(lock('s1')).toEqual({ kind: 'locked' });
    expect(lock('s2')).toMatchObject({ kind: 'busy', owner: { session: 's1', who: 'ada@desk', state: 'alive' } });
  });

  it('is had by exactly one of many who come together', async () => {
    const scripts = Array.from({ length: 12 }, (_, index) => lockScript(paths(`s${index}`), 'ada@desk', process.pid));
    const answers = (await runTogether(scripts)).map(parseLockAnswer);
    expect(answers.filter((answer) => answer.kind === 'locked')).toHaveLength(1);
  });

  it('of an owner whose connection has died is taken over by exactly one of many', async () => {
    expect(lock('dead', 'eve@elsewhere', 4_194_305)).toEqual({ kind: 'locked' });
    const scripts = Array.from({ length: 12 }, (_, index) => lockScript(paths(`s${index}`), 'ada@desk', process.pid));
    const answers = (await runTogether(scripts)).map(parseLockAnswer);
    expect(answers.filter((answer) => answer.kind === 'locked')).toHaveLength(1);
  });

  it('says whose lock it took over', () => {
    lock('dead', 'eve@elsewhere', 4_194_305);
    expect(lock('s1')).toEqual({
      kind: 'locked',
      left: expect.objectContaining({ session: 'dead', who: 'eve@elsewhere', state: 'left' }),
    });
  });

  it('of a dead owner is not taken over while its rollback is pending', () => {
    const work = deadArmed();
    const timer = spawn('sh', ['-c', 'read -r line', 'timer', work], { stdio: ['pipe', 'ignore', 'ignore'] });
    writeFileSync(join(work, 'timer.pid'), `${timer.pid}\n`);
    expect(lock('s1')).toMatchObject({ kind: 'busy', owner: { state: 'pending' } });
    writeFileSync(join(work, 'result'), 'restored\n');
    expect(lock('s1')).toMatchObject({ kind: 'locked' });
    timer.stdin.end();
  });

  it('of a dead owner whose timer has died too is not taken over, and says so', () => {
    const work = deadArmed();
    writeFileSync(join(work, 'timer.pid'), '4194305\n');
    expect(lock('s1')).toMatchObject({ kind: 'busy', owner: { state: 'lost', who: 'eve@elsewhere', work } });
    // The number was given to a stranger.
    writeFileSync(join(work, 'timer.pid'), `${process.pid}\n`);
    expect(lock('s1')).toMatchObject({ kind: 'busy', owner: { state: 'lost' } });
  });

  it('of an owner who was cut off after the confirmation is taken over', () => {
    const work = deadArmed();
    expect(parseDecision(run(disarmScript(paths('dead'))).stdout)).toMatchObject({ by: 'by-confirmation' });
    expect(lock('s1')).toMatchObject({ kind: 'locked', left: { session: 'dead' } });
    expect(existsSync(work)).toBe(false);
  });

  it('of an owner who was cut off after the confirmation is taken over although the host has not noticed', () => {
    const work = deadArmed(process.pid);
    run(disarmScript(paths('dead')));
    expect(lock('s1')).toMatchObject({ kind: 'busy', owner: { state: 'confirmed' } });
    writeFileSync(join(work, 'confirmed'), '-1000\n');
    expect(lock('s1')).toMatchObject({ kind: 'locked', left: { session: 'dead' } });
  });

  it('that was cut off before it had an owner is nobody’s', () => {
    mkdirSync(paths('s1').lock, { recursive: true });
    expect(lock('s1')).toEqual({ kind: 'locked' });
    expect(lock('s2').kind).toBe('busy');
  });

  it('goes over to another process of its owner', () => {
    lock('s1', 'ansible', 4_194_305);
    run(holdScript(paths('s1'), process.pid));
    expect(lock('s2')).toMatchObject({ kind: 'busy', owner: { state: 'alive', who: 'ansible' } });
    run(holdScript(paths('s2'), 4_194_305));
    expect(lock('s2').kind).toBe('busy');
  });

  it('is given back by its owner alone', () => {
    lock('s1');
    run(unlockScript(paths('s2'), { discard: true, keepWork: false }));
    expect(lock('s3').kind).toBe('busy');
    run(unlockScript(paths('s1'), { discard: true, keepWork: false }));
    expect(lock('s3').kind).toBe('locked');
  });

  it('keeps whatever stands in a name away from the shell', () => {
    const who = "x'; touch pwned; $(touch pwned) `touch pwned`@desk";
    lock('s1', who);
    expect(lock('s2')).toMatchObject({ kind: 'busy', owner: { who } });
  });
});

describe('the upload', () => {
  const DOCUMENT = '{"name": "it\'s"}\n';
  const files = [
    { name: 'firewall.sh', mode: 0o755, text: '#!/bin/sh\necho "it\'s $HOME" `id`\n' },
    { name: 'rules.v4', mode: 0o644, text: '' },
  ];

  it('writes the files as they are, with their modes, and has them once', () => {
    expect(run(uploadScript(paths('s1'), files, DOCUMENT))).toMatchObject({ status: 0, stdout: 'uploaded\n' });
    const { release, releases } = paths('s1');
    for (const { name, mode, text } of files) {
      expect(readFileSync(join(release, name), 'utf8')).toBe(text);
      expect(statSync(join(release, name)).mode & 0o777).toBe(mode);
    }
    expect(run(uploadScript(paths('s2'), files, DOCUMENT))).toMatchObject({ status: 0, stdout: 'present\n' });
    expect(readdirSync(releases)).toEqual([HASH]);
    expect(statSync(releases).mode & 0o777).toBe(0o700);
  });

  it('keeps the document beside them, the later one of two that make the same release', () => {
    run(uploadScript(paths('s1'), files, DOCUMENT));
    const kept = () => readFileSync(join(paths('s1').release, DOCUMENT_FILE), 'utf8');
    expect(kept()).toBe(DOCUMENT);
    expect(run(uploadScript(paths('s2'), files, 'later'))).toMatchObject({ status: 0, stdout: 'present\n' });
    expect(kept()).toBe('later');
  });

  it('replaces a release of the same name that is damaged or has more in it', () => {
    const { release, releases } = paths('s1');
    for (const damage of [
      () => writeFileSync(join(release, 'rules.v4'), 'changed'),
      () => writeFileSync(join(release, 'more'), ''),
      () => rmSync(join(release, 'firewall.sh')),
    ]) {
      run(uploadScript(paths('s1'), files, DOCUMENT));
      damage();
      expect(run(uploadScript(paths('s2'), files, DOCUMENT))).toMatchObject({ status: 0, stdout: 'uploaded\n' });
      expect(readFileSync(join(release, 'rules.v4'), 'utf8')).toBe('');
      expect(readdirSync(release).sort()).toEqual([DOCUMENT_FILE, 'firewall.sh', 'rules.v4']);
      expect(readdirSync(releases)).toEqual([HASH]);
    }
  });

  it('carries any text unchanged', () => {
    const text = fc.string({ unit: 'binary', maxLength: 200 }).filter((each) => !each.includes('\0'));
    fc.assert(
      fc.property(fc.array(text, { minLength: 10, maxLength: 20 }), (texts) => {
        const many = texts.map((each, index) => ({ name: `f${index}`, mode: 0o600, text: each }));
        rmSync(paths('s1').release, { recursive: true, force: true });
        expect(run(uploadScript(paths('s1'), many, texts[0] ?? '')).status).toBe(0);
        const there = many.map(({ name }) => readFileSync(join(paths('s1').release, name), 'utf8'));
        expect(there).toEqual(texts.map((each) => Buffer.from(each).toString('utf8')));
      }),
      { numRuns: 4 },
    );
  });

  it.each(['../evil', 'a/b', '-rf', '', '.'])('refuses a file called %j', (name) => {
    expect(() => uploadScript(paths('s1'), [{ name, mode: 0o644, text: '' }], '')).toThrow(RangeError);
  });
});

describe('the rollback', () => {
  /** A firewall.sh that keeps its "rules" in a file, and writes down what it is asked. */
  const FAKE = `#!/bin/sh
rules="$(dirname "$0")/kernel"
echo "$*" >>"$(dirname "$0")/asked"
case $1 in
  save) mkdir -p "$2"; cp "$rules" "$2/filter.v4" ;;
  load) [ ! -e "$(dirname "$0")/broken" ] || exit 1; cp "$2/filter.v4" "$rules" ;;
esac
`;

  function arm(): ReturnType<typeof paths> {
    const armed = paths('s1');
    mkdirSync(join(armed.work, 'saved'), { recursive: true });
    mkdirSync(armed.library);
    writeFileSync(join(armed.work, 'firewall.sh'), FAKE);
    writeFileSync(join(armed.work, 'kernel'), 'new rules');
    writeFileSync(join(armed.work, 'saved', 'filter.v4'), 'earlier rules');
    writeFileSync(join(armed.work, 'armed'), 'process\n');
    writeFileSync(join(armed.work, 'timer.pid'), '4194305\n');
    writeFileSync(join(armed.work, 'rollback.sh'), rollbackScript(armed, '"outcome":"undone"}'));
    return armed;
  }
  const rules = (armed: ReturnType<typeof paths>) => readFileSync(join(armed.work, 'kernel'), 'utf8');

  it('loads what was saved, compares it, and notes it', () => {
    const armed = arm();
    spawnSync('/bin/sh', [join(armed.work, 'rollback.sh'), 'by-timer']);
    expect(rules(armed)).toBe('earlier rules');
    expect(readFileSync(join(armed.work, 'result'), 'utf8')).toBe('restored\n');
    expect(JSON.parse(readFileSync(armed.journal, 'utf8'))).toMatchObject({
      by: 'by-timer',
      rollback: 'restored',
      outcome: 'undone',
    });
  });

  it('does nothing once it was confirmed', () => {
    const armed = arm();
    expect(parseDecision(run(disarmScript(armed)).stdout)).toMatchObject({ by: 'by-confirmation' });
    spawnSync('/bin/sh', [join(armed.work, 'rollback.sh'), 'by-timer']);
    expect(rules(armed)).toBe('new rules');
    expect(existsSync(armed.journal)).toBe(false);
  });

  it('is not confirmed any more once it has begun', () => {
    const armed = arm();
    spawnSync('/bin/sh', [join(armed.work, 'rollback.sh'), 'by-timer']);
    expect(parseDecision(run(disarmScript(armed)).stdout)).toMatchObject({ by: 'by-timer', result: 'restored' });
    expect(rules(armed)).toBe('earlier rules');
  });

  it('and a confirmation at the same moment never both happen', async () => {
    for (let round = 0; round < 15; round += 1) {
      rmSync(paths('s1').state, { recursive: true, force: true });
      rmSync(paths('s1').library, { recursive: true, force: true });
      const armed = arm();
      const timer = `/bin/sh ${JSON.stringify(join(armed.work, 'rollback.sh'))} by-timer\n`;
      const [, said = ''] = await runTogether(
        round % 2 ? [timer, disarmScript(armed)] : ['true', disarmScript(armed), timer],
      );
      const { by } = parseDecision(said);
      expect(rules(armed)).toBe(by === 'by-confirmation' ? 'new rules' : 'earlier rules');
    }
  });

  it('ends a start that still runs, and no stranger who was given its number', () => {
    const armed = arm();
    const begin = (...words: string[]) =>
      spawn('sh', ['-c', 'read -r line', ...words], { detached: true, stdio: 'pipe' });
    const [start, stranger] = [begin('start', armed.work), begin('stranger')];
    for (const process of [start, stranger]) {
      writeFileSync(join(armed.work, 'start.pid'), `-${process.pid}\n`);
      rmSync(join(armed.work, 'decided'), { force: true });
      spawnSync('/bin/sh', [join(armed.work, 'rollback.sh'), 'by-timer']);
    }
    const state = (pid = 0) => readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/.*\) /, '').charAt(0);
    // Ended, and not yet taken note of by this process.
    expect(state(start.pid)).toBe('Z');
    expect(state(stranger.pid)).toBe('S');
    stranger.stdin.end();
  });

  it('says so when the earlier rules cannot be loaded, after it has tried more than once', () => {
    const armed = arm();
    writeFileSync(join(armed.work, 'broken'), '');
    spawnSync('/bin/sh', [join(armed.work, 'rollback.sh'), 'by-timer']);
    expect(readFileSync(join(armed.work, 'result'), 'utf8')).toBe('failed\n');
    expect(readFileSync(join(armed.work, 'asked'), 'utf8').match(/^load /gm)?.length).toBeGreaterThan(1);
  });
});

describe('what a host says of a decision', () => {
  it('is read word by word', () => {
    expect(parseDecision('by=by-timer\nresult=restored\nline 1\nline 2\n')).toEqual({
      by: 'by-timer',
      result: 'restored',
      log: 'line 1\nline 2',
    });
  });

  it.each([
    '',
    'by=\nresult=\n',
    'by=by-magic\nresult=restored\n',
    'by=by-timer\n',
    'Last login: never\nby=by-timer\n',
  ])('is unreadable, and no decision of any kind, when it is %j', (said) =>
    expect(parseDecision(said)).toEqual({ by: 'unreadable', log: said.trim() }),
  );
});

describe('the journal', () => {
  it('holds one JSON value a line, whatever stands in it', () => {
    mkdirSync(paths('s1').library);
    const who = 'ada\n"\'\\%s$(id)@desk';
    for (const number of [1, 2]) run(journalScript(paths('s1'), JSON.stringify({ who, number }).slice(1)));
    const lines = readFileSync(paths('s1').journal, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(
      [1, 2].map((number) => ({ when: expect.stringMatching(/^\d{4}-.*Z$/), who, number })),
    );
  });
});
