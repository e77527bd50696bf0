// Sums vitest's JSON reports into the counts that `npm test` ends with. Pure.

/**
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

export const NONE = { passed: 0, failed: 0, skipped: 0 };

/**
 * A file that could not even be loaded has no tests to count; it counts as one failure, and so does a run that
 * ended badly (an unhandled error) although every test in it passed, or that left no report.
 * @param {any} report what vitest's JSON reporter wrote; undefined if it wrote nothing
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countsOf(report, exitCode) {
  if (!report) return { ...NONE, failed: 1 };
  const brokenFiles = report.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {Counts[]} all */
export const sum = (all) =>
  all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    NONE,
  );

export const countsLine = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`;
