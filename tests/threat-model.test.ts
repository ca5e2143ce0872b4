import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { listSources } from './list-sources.ts';

const ROOT = path.join(import.meta.dirname, '..');
const MODEL = readFileSync(path.join(ROOT, 'docs/threat-model.md'), 'utf8');
const MATRIX = readFileSync(path.join(ROOT, 'docs/fault-matrix.md'), 'utf8');

/** `file` or `file` “name of a test, or of a row of its table”, as the tables of docs/threat-model.md refer to tests. */
const REFERENCE = /`(tests\/[\w/.-]+\.tsx?)`(?: “([^”]+)”)?/g;

function referencesIn(text: string): (readonly [file: string, name: string])[] {
  return [...text.matchAll(REFERENCE)].map(([, file = '', name = '']) => [file, name] as const);
}

/** An expression that a module builds once out of its own constants. */
const CONSTANT = /^const [A-Z_]+ = new RegExp\(/gm;

describe('the fault matrix', () => {
  // What the longer proofs found stands below, and names commands.
  const rows = MATRIX.split('\n## Runs')[0]!
    .split('\n')
    .filter((line) => /^\| (?!fault|what both)/.test(line));

  it('names a test for each row', () => {
    expect(rows.length).toBeGreaterThan(25);
    expect(rows.filter((line) => !line.includes('`tests/'))).toEqual([]);
  });

  it.each(referencesIn(MATRIX))('refers to what there is: %s “%s”', (file, name) => {
    expect(readFileSync(path.join(ROOT, file), 'utf8')).toContain(name);
  });
});

describe('the threat model', () => {
  const references = referencesIn(MODEL);

  it('names a test for each promise', () => {
    const promises = MODEL.split('\n').filter((line) => /^\| (?!promise|asset|-)/.test(line));
    const unshown = promises
      .slice(promises.findIndex((line) => line.includes('No request')))
      .filter((line) => !line.includes('`tests/'));
    expect(unshown).toEqual([]);
  });

  it.each(references)('refers to what there is: %s “%s”', (file, name) => {
    expect(readFileSync(path.join(ROOT, file), 'utf8')).toContain(name);
  });
});

describe('what packs and pages say', () => {
  const sources = listSources().map((file) => ({ file, text: readFileSync(path.join(ROOT, file), 'utf8') }));

  it('never becomes markup or code', () => {
    const forbidden =
      /\.(inner|outer)HTML\s*=|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write\(|\beval\(|new Function\(/;
    expect(sources.filter(({ text }) => forbidden.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('becomes part of an expression only with its signs escaped', () => {
    const careless = sources.filter(
      ({ text }) => / new RegExp\(/.test(text.replace(CONSTANT, '')) && !text.includes('RegExp.escape('),
    );
    expect(careless.map(({ file }) => file)).toEqual([]);
  });
});
