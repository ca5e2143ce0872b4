import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countTests, lookTwice, type TestRun } from '../../../scripts/setup/test-run.ts';

describe('what a report of Vitest says', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'factmark-report-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function count(report: object | string, exitCode = 0) {
    const file = path.join(folder, 'report.json');
    writeFileSync(file, typeof report === 'string' ? report : JSON.stringify(report));
    return countTests(file, exitCode);
  }
  const counts = {
    numPassedTests: 2,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
  };

  it('counts what passed', () => {
    expect(count(counts)).toEqual({ passed: 2, failed: 0, failures: [] });
  });

  it('takes skipped and planned tests for failed', () => {
    expect(count({ ...counts, numPendingTests: 1, numTodoTests: 2 }).failed).toBe(3);
  });

  it('names what failed, by file', () => {
    const assertionResults = [
      { status: 'passed', fullName: 'a hat fits' },
      { status: 'failed', fullName: 'a hat is green' },
    ];
    const testResults = [{ name: 'hats.test.ts', status: 'failed', assertionResults }];
    expect(count({ ...counts, numFailedTests: 1, testResults }, 1)).toEqual({
      passed: 2,
      failed: 1,
      failures: [{ file: 'hats.test.ts', tests: ['a hat is green'] }],
    });
  });

  it('takes a file that could not be run for failed', () => {
    const testResults = [{ name: 'hats.test.ts', status: 'failed', assertionResults: [] }];
    expect(count({ ...counts, testResults }, 1)).toEqual({
      passed: 2,
      failed: 1,
      failures: [{ file: 'hats.test.ts', tests: ['hats.test.ts'] }],
    });
  });

  it.each([
    ['an error outside of any test', counts, 1],
    ['a run without a test', { ...counts, numPassedTests: 0 }, 0],
    ['half a report', '{"numPassedTests": 2', 0],
  ])('takes %s for a failure', (_, report, exitCode) => {
    expect(count(report, exitCode).failed).toBe(1);
  });
});

describe('a second look', () => {
  const FINE: TestRun = { passed: 5, failed: 0, output: '', failures: [] };
  const failing = (files: number): TestRun => ({
    passed: 5,
    failed: files,
    output: 'The door was shut.',
    failures: Array.from({ length: files }, (_, n) => ({ file: `${n}.test.ts`, tests: [`door ${n}`] })),
  });

  /** Runs that end as given, and what was asked and said. */
  async function look(...outcomes: readonly TestRun[]) {
    const asked: (readonly string[])[] = [];
    const said: string[] = [];
    const result = await lookTwice(
      async (...more) => {
        const outcome = outcomes[asked.push(more) - 1];
        if (!outcome) throw new Error('Run more often than expected');
        return outcome;
      },
      (line) => said.push(line),
    );
    return { result, asked, said };
  }

  it('is not taken where all passed', async () => {
    expect((await look(FINE)).result).toBe(FINE);
  });

  it('runs failed files once more and names what passes then', async () => {
    const { result, asked, said } = await look(failing(2), { ...failing(1), passed: 3 });
    expect(asked).toEqual([[], ['--maxWorkers=1', '0.test.ts', '1.test.ts']]);
    expect(result).toMatchObject({ passed: 6, failed: 1 });
    expect(said).toEqual([
      'The door was shut.',
      '! unsteady, passed only the second time, to be mended: door 1',
    ]);
  });

  it('leaves what fails again failed, and says nothing of it', async () => {
    const { result, said } = await look(failing(1), failing(1));
    expect(result).toMatchObject({ passed: 5, failed: 1, output: 'The door was shut.' });
    expect(said).toEqual([]);
  });

  it('is not taken where many files failed: that is no accident', async () => {
    expect((await look(failing(4))).result.failed).toBe(4);
  });
});
