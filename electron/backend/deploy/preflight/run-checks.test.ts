import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { HOST, subjectOf } from './preflight-check.fixture.ts';
import { fine, type PreflightCheck } from './preflight-check.ts';
import { ALL_CHECKS } from './preflight-checks.ts';
import { checksScript, judgeFacts } from './run-checks.ts';

const says = (id: string, script: string): PreflightCheck => ({
  id,
  title: id,
  script: () => script,
  judge: (facts) => (facts.has(id) ? [fine(facts.one(id) ?? '')] : []),
});
const run = (script: string) => promisify(execFile)('/bin/sh', ['-eu', '-c', script]);

const SHELLCHECK = spawnSync('shellcheck', ['--version']).status === 0;

describe('the checks of a preflight', () => {
  it('do not break one another', async () => {
    const checks = [says('first', 'exit 3'), says('second', 'fact second "a b"'), says('third', 'echo "$unknown"')];
    const { stdout } = await run(checksScript(checks, subjectOf()));
    expect(judgeFacts(checks, stdout, subjectOf(), { asked: 0, answered: 0 })).toEqual([
      { check: 'second', title: 'second', verdict: 'fine', message: 'a b' },
    ]);
  });

  it('have names of their own, and facts that begin with them', () => {
    expect(new Set(ALL_CHECKS.map(({ id }) => id)).size).toBe(ALL_CHECKS.length);
    for (const { id, script } of ALL_CHECKS)
      for (const [, name] of script(subjectOf()).matchAll(/fact '?"?([a-z-]+)\./g)) expect(name).toBe(id);
  });

  it.skipIf(!SHELLCHECK)(`give shellcheck nothing to say${SHELLCHECK ? '' : ' (shellcheck is not installed)'}`, () => {
    const users = [{ id: 'u', name: 'dora', uid: 1003 }];
    for (const backend of ['iptables', 'nftables'] as const) {
      const input = `#!/bin/sh\n${checksScript(ALL_CHECKS, subjectOf({ ...HOST, settings: { backend } }, users))}`;
      // A check that has nobody to ask for does not call its functions.
      expect(spawnSync('shellcheck', ['-s', 'sh', '-e', 'SC2317', '-'], { input, encoding: 'utf8' }).stdout).toBe('');
    }
  });
});
