// The counts line that `npm test` ends with.
import { describe, expect, it } from 'vitest';
import { countsLine, countsOf, sum } from '../../../scripts/lib/test-counts.mjs';

const report = (more: object) => ({
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  testResults: [{ status: 'passed', assertionResults: [{ status: 'passed' }] }],
  ...more,
});

describe('countsOf', () => {
  it('takes the numbers of a clean run', () => {
    expect(countsOf(report({}), 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
  });

  it('counts a file that could not be loaded as a failure', () => {
    const broken = { testResults: [{ status: 'failed', assertionResults: [] }] };
    expect(countsOf(report(broken), 1)).toMatchObject({ failed: 1 });
  });

  it('does not count a failed test twice because its file failed too', () => {
    const failed = {
      numFailedTests: 1,
      testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }],
    };
    expect(countsOf(report(failed), 1)).toMatchObject({ failed: 1 });
  });

  it('never calls a run clean that ended badly', () => {
    expect(countsOf(report({}), 1)).toMatchObject({ failed: 1 });
    expect(countsOf(undefined, 0)).toMatchObject({ failed: 1 });
  });
});

describe('the line', () => {
  it('sums all suites in exactly these words', () => {
    const total = sum([
      { passed: 3, failed: 0, skipped: 1 },
      { passed: 2, failed: 1, skipped: 0 },
    ]);
    expect(countsLine(total)).toBe('5 passed, 1 failed, 1 skipped');
  });
});
