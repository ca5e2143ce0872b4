import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { choose, readCount } from '../../scripts/setup/command-line.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** Of scripts that a person starts. What they are given is refused before anything is done. */
describe('a script', () => {
  it.each([
    [
      'bench',
      ['--only', 'import', '--browsers', 'both'],
      '--browsers knows chromium, firefox, and not "both"',
    ],
    ['evaluate', ['--corpus', 'nowhere'], 'nowhere has no folder "linking"'],
    ['fit-linker', [], 'Missing required argument: --corpus'],
    ['fuzz', ['--page'], "Unknown option '--page'"],
    ['generate-pack', [], 'Say where to write: --out FILE.jsonl or FILE.jsonl.gz'],
    [
      'generate-pack',
      ['--out', 'x.jsonl', '--facts', 'many'],
      '--facts takes a count of 1 or more, and not "many"',
    ],
  ])('%s %j says what is wrong, without a stack', (name, args, sentence) => {
    const script = path.join(ROOT, 'scripts', `${name}.ts`);
    const { status, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
    expect(stderr).toContain(sentence);
    expect(stderr).not.toContain('    at ');
    expect(status).toBe(1);
  });
});

describe('words and numbers at the command line', () => {
  it('are taken as they are known', () => {
    expect(choose('--browsers', 'firefox,chromium', ['chromium', 'firefox'])).toEqual([
      'firefox',
      'chromium',
    ]);
    expect(choose('--browsers', undefined, ['chromium'])).toBeUndefined();
    expect(readCount('--pages', '12')).toBe(12);
  });

  it.each(['', '0', '-1', '1.5', 'x'])('are refused where they count nothing: %j', (text) => {
    expect(() => readCount('--pages', text)).toThrow(`--pages takes a count of 1 or more, and not "${text}"`);
  });
});
