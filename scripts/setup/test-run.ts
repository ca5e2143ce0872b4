import { readFileSync } from 'node:fs';

/** What came of a run of Vitest. */
export interface TestRun {
  readonly passed: number;
  readonly failed: number;
  /** What it said; shown when something failed. */
  readonly output: string;
  /** Files in which something failed. */
  readonly failures: readonly FailedFile[];
}

interface FailedFile {
  readonly file: string;
  /** Full names of what failed; the file itself if it could not be run. */
  readonly tests: readonly string[];
}

/** The part of Vitest's JSON report that is read here. */
interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    /** The file. */
    readonly name: string;
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

/** Counts what a report says. A skipped test counts as failed: whatever it was to show has not been shown. */
export function countTests(reportFile: string, exitCode: number | undefined): Omit<TestRun, 'output'> {
  let report: VitestReport;
  try {
    report = JSON.parse(readFileSync(reportFile, 'utf8'));
  } catch {
    return { passed: 0, failed: 1, failures: [] };
  }
  const { numPassedTests: passed, testResults } = report;
  const failures = testResults
    .filter(({ status }) => status === 'failed')
    .map(({ name, assertionResults }) => {
      const tests = assertionResults
        .filter(({ status }) => status === 'failed')
        .map(({ fullName }) => fullName);
      return { file: name, tests: tests.length > 0 ? tests : [name] };
    });
  const brokenFiles = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  ).length;
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests + brokenFiles;
  // Vitest also fails for errors outside of any test, and a run that found no test proves nothing.
  const isBroken = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: isBroken ? 1 : failed, failures };
}

/** More files than these do not fail by the accident of a busy machine. */
const MOST_UNSTEADY_FILES = 3;

/**
 * Runs tests in real browsers. Files with failures run once more, one after the other with browsers of their own:
 * what passes then is not broken but unsteady, and is named, with what the first run said (decision 0108).
 *
 * @param run Runs all tests, or those of some files with further arguments for Vitest.
 * @param say Takes a line for whoever watches.
 */
export async function lookTwice(
  run: (...more: readonly string[]) => Promise<TestRun>,
  say: (line: string) => void,
): Promise<TestRun> {
  const first = await run();
  const files = first.failures.map(({ file }) => file);
  if (files.length === 0 || files.length > MOST_UNSTEADY_FILES) return first;
  const second = await run('--maxWorkers=1', ...files);
  const failedAgain = new Set(second.failures.flatMap(({ tests }) => tests));
  const unsteady = first.failures.flatMap(({ tests }) => tests).filter((test) => !failedAgain.has(test));
  if (unsteady.length > 0) say(first.output.trim());
  for (const test of unsteady) say(`! unsteady, passed only the second time, to be mended: ${test}`);
  return { ...second, passed: first.passed + first.failed - second.failed };
}
