/**
 * @typedef {{ passed: number, failed: number, skipped: number, notes: string[] }} Counts
 * @typedef {{ name: string, exit: number, counts: Counts | undefined }} Ran a runner's end; no counts when it left no report
 * @typedef {{ name: string, skipped: number, why: string }} Skipped a suite that cannot run here
 * @typedef {Ran | Skipped} Outcome
 */

/**
 * Counts Vitest's JSON report.
 * @param {any} report
 * @returns {Counts}
 */
export function countVitest(report) {
  const counts = { passed: 0, failed: 0, skipped: 0, notes: /** @type {string[]} */ ([]) };
  for (const file of report.testResults) {
    let failedHere = 0;
    for (const test of file.assertionResults) {
      if (test.status === 'passed') counts.passed++;
      else if (test.status === 'failed') failedHere++;
      else counts.skipped++;
    }
    // A file that cannot even be imported holds no test, and must not pass for one without failures.
    if (file.status === 'failed' && failedHere === 0) {
      failedHere = 1;
      counts.notes.push(`${file.name} could not run: ${String(file.message ?? '').split('\n')[0]}`);
    }
    counts.failed += failedHere;
  }
  return counts;
}

/**
 * Counts Playwright's JSON report.
 * @param {any} report
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  const notes = report.errors.map((/** @type {{ message?: string }} */ error) => String(error.message).split('\n')[0]);
  // An error outside of any test (a spec that does not load) fails as one test. A flaky test is not a passed one.
  return { passed: expected, failed: unexpected + flaky + notes.length, skipped, notes };
}

/**
 * The number of tests in Playwright's `--list --reporter=json`.
 * @param {any} report
 * @returns {number}
 */
export function countListed(report) {
  const specs = (report.specs ?? []).reduce(
    (/** @type {number} */ sum, /** @type {{ tests: unknown[] }} */ spec) => sum + spec.tests.length,
    0,
  );
  return (report.suites ?? []).reduce(
    (/** @type {number} */ sum, /** @type {any} */ suite) => sum + countListed(suite),
    specs,
  );
}

/**
 * Adds everything up. Whatever makes the run fail counts as a failure, so that the last line never says "0 failed" over
 * a failed run of tests: a runner without a report, one that ran nothing, one that failed though its tests passed.
 * @param {Outcome[]} outcomes
 */
export function tally(outcomes) {
  const sum = { passed: 0, failed: 0, skipped: 0, problems: /** @type {string[]} */ ([]) };
  for (const outcome of outcomes) {
    if ('why' in outcome) {
      sum.skipped += outcome.skipped;
      continue;
    }
    const { name, exit, counts } = outcome;
    if (!counts) {
      sum.failed++;
      sum.problems.push(`${name}: the runner left no result (exit status ${exit}).`);
      continue;
    }
    sum.passed += counts.passed;
    sum.failed += counts.failed;
    sum.skipped += counts.skipped;
    sum.problems.push(...counts.notes.map((note) => `${name}: ${note}`));
    if (counts.passed + counts.failed === 0) {
      sum.failed++;
      sum.problems.push(`${name}: ran no test.`);
    } else if (exit !== 0 && counts.failed === 0) {
      sum.failed++;
      sum.problems.push(`${name}: every test passed, yet the runner ended with exit status ${exit}.`);
    }
  }
  if (outcomes.length === 0 || (sum.passed === 0 && sum.failed === 0)) {
    sum.failed++;
    sum.problems.push('No test ran at all.');
  }
  return sum;
}

/** @param {{ passed: number, failed: number, skipped: number }} sum */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
