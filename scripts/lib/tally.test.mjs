import { describe, expect, it } from 'vitest';
import { countListed, countPlaywright, countVitest, summaryLine, tally } from './tally.mjs';

/** @param {number} passed @param {number} [failed] @param {number} [skipped] */
const counts = (passed, failed = 0, skipped = 0) => ({ passed, failed, skipped, notes: [] });

describe('countVitest', () => {
  it('counts single tests, skipped and todo ones apart', () => {
    const tests = ['passed', 'passed', 'failed', 'skipped', 'pending', 'todo'].map((status) => ({ status }));
    expect(countVitest({ testResults: [{ status: 'failed', assertionResults: tests }] })).toEqual({
      passed: 2,
      failed: 1,
      skipped: 3,
      notes: [],
    });
  });

  it('counts a file that does not load as a failure', () => {
    const report = {
      testResults: [{ name: 'a.test.ts', status: 'failed', message: 'Cannot find x\nmore', assertionResults: [] }],
    };
    expect(countVitest(report)).toEqual({
      passed: 0,
      failed: 1,
      skipped: 0,
      notes: ['a.test.ts could not run: Cannot find x'],
    });
  });
});

describe('countPlaywright', () => {
  it('counts a flaky journey and an error outside of the tests as failures', () => {
    const report = {
      stats: { expected: 3, unexpected: 1, flaky: 1, skipped: 2 },
      errors: [{ message: 'SyntaxError: x\n  at y' }],
    };
    expect(countPlaywright(report)).toEqual({ passed: 3, failed: 3, skipped: 2, notes: ['SyntaxError: x'] });
  });

  it('counts listed tests at every depth', () => {
    const report = {
      suites: [
        { specs: [{ tests: [{}, {}] }], suites: [{ specs: [{ tests: [{}] }] }] },
        { specs: [], suites: [] },
      ],
    };
    expect(countListed(report)).toBe(3);
  });
});

describe('tally', () => {
  it('adds up runners and skipped suites', () => {
    const sum = tally([
      { name: 'unit', exit: 0, counts: counts(10, 0, 1) },
      { name: 'kernel', exit: 1, counts: counts(4, 2) },
      { name: 'ssh', skipped: 7, why: 'needs root' },
    ]);
    expect(sum).toEqual({ passed: 14, failed: 2, skipped: 8, problems: [] });
  });

  it('fails a runner that left no report', () => {
    const sum = tally([
      { name: 'unit', exit: 0, counts: counts(10) },
      { name: 'kernel', exit: 0, counts: undefined },
    ]);
    expect(sum).toMatchObject({
      passed: 10,
      failed: 1,
      problems: [expect.stringContaining('kernel: the runner left no')],
    });
  });

  it('fails a runner that ran no test, or skipped them all', () => {
    expect(tally([{ name: 'kernel', exit: 0, counts: counts(0) }])).toMatchObject({ failed: 1 });
    expect(tally([{ name: 'kernel', exit: 0, counts: counts(0, 0, 5) }])).toMatchObject({ failed: 1, skipped: 5 });
  });

  it('fails a runner that ends badly after good tests', () => {
    expect(tally([{ name: 'unit', exit: 1, counts: counts(3) }])).toMatchObject({ passed: 3, failed: 1 });
  });

  it('fails when there was nothing to run', () => {
    expect(tally([])).toMatchObject({ failed: 1, problems: ['No test ran at all.'] });
    expect(tally([{ name: 'ssh', skipped: 3, why: 'x' }])).toMatchObject({ failed: 1, skipped: 3 });
  });
});

describe('summaryLine', () => {
  it('names skipped tests only when there are some', () => {
    expect(summaryLine(counts(3, 0, 0))).toBe('3 passed, 0 failed');
    expect(summaryLine(counts(3, 1, 2))).toBe('3 passed, 1 failed, 2 skipped');
  });
});
