import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { judgeLint, type LintMessage, readExplanations } from '../../scripts/package/lint-firefox.ts';
import { readSteps } from '../../scripts/package/verify-archive.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

describe("what Firefox's linter says", () => {
  const warning: LintMessage = {
    code: 'DANGEROUS_EVAL',
    message: 'The Function constructor is eval.',
    file: 'chunks/pdf-B1.js',
    line: 4,
  };
  const explanation = { code: 'DANGEROUS_EVAL', file: 'chunks/pdf-*.js', count: 1 };

  it('is accepted when each warning is explained as often as it is there', () => {
    expect(judgeLint({ errors: [], warnings: [warning] }, [explanation])).toEqual([]);
  });

  it.each<[string, readonly LintMessage[], readonly LintMessage[], string]>([
    ['an error', [warning], [warning], 'error DANGEROUS_EVAL in chunks/pdf-B1.js, line 4'],
    [
      'a warning of another file',
      [],
      [warning, { ...warning, file: 'background.js' }],
      'DANGEROUS_EVAL in background.js',
    ],
    ['a warning of another kind', [], [warning, { ...warning, code: 'NEW' }], 'warning NEW'],
    ['one more of a kind', [], [warning, warning], 'there are 2'],
    ['an explanation of what is gone', [], [], 'there are 0'],
  ])('is refused for %s', (_what, errors, warnings, words) => {
    expect(judgeLint({ errors, warnings }, [explanation]).join('\n')).toContain(words);
  });

  it('is explained in docs/releasing.md, row by row', () => {
    const explanations = readExplanations();
    expect(explanations.length).toBeGreaterThan(3);
    expect(read('docs/releasing.md').match(/^\| `[A-Z_]+` \|/gm)).toHaveLength(explanations.length);
  });
});

it('reviewers are told steps that a script can follow', () => {
  expect(readSteps(read('docs/releasing.md'))).toEqual([
    ['npm', 'ci'],
    ['npm', 'run', 'package'],
  ]);
});

describe('the version', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string };

  it('is the same in the lock file', () => {
    const lock = JSON.parse(read('package-lock.json'));
    expect([lock.version, lock.packages[''].version]).toEqual([version, version]);
  });

  it('is what browsers and stores take: three numbers', () => {
    expect(version).toMatch(/^\d{1,5}\.\d{1,5}\.\d{1,5}$/);
  });

  it('is not behind the changelog, whose headings are versions with their days, newest first', () => {
    const headings = [...read('CHANGELOG.md').matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);
    const released = headings.filter((heading) => heading !== 'Unreleased');
    for (const heading of released) expect(heading).toMatch(/^\d+\.\d+\.\d+ – \d{4}-\d\d-\d\d$/);
    const inOrder = [version, ...released.map((heading) => heading.split(' ')[0]!)];
    const sorted = inOrder.toSorted((one, other) => other.localeCompare(one, 'en', { numeric: true }));
    expect(inOrder).toEqual(sorted);
  });
});
