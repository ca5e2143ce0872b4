import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileCatalogues } from '../../../lib/locale/compile.ts';
import texts from '../../../lib/locale/en/problems.json';
import { createTranslator } from '../../../lib/locale/translator.ts';
import { describePlace, describeProblem, type TranslateProblem } from '../../../lib/pack/describe.ts';
import {
  createProblem,
  KEPT_PROBLEMS,
  PROBLEM_CODES,
  ProblemLog,
  shorten,
} from '../../../lib/pack/problems.ts';
import { check, HEADER, lines } from './reading.ts';

const translator = createTranslator(compileCatalogues('en', [texts]));
const translate: TranslateProblem = (id, values) => translator.t(id, values);

const PLACES = [
  'file',
  'line',
  'record',
  'path',
  'line-record',
  'line-path',
  'record-path',
  'line-record-path',
];

describe('texts of problems', () => {
  it('exist for every code and place, and for nothing else', () => {
    const expected = [
      ...PROBLEM_CODES.flatMap((code) => [`problems.${code}`, `problems.${code}.fix`]),
      ...PLACES.map((place) => `problems.at.${place}`),
    ];
    expect(Object.keys(texts).toSorted()).toEqual(expected.toSorted());
  });

  it('are one sentence each', () => {
    for (const [id, text] of Object.entries(texts)) {
      if (id.startsWith('problems.at.')) continue;
      expect(text, id).toMatch(/\S[.}]$/);
      expect(text, id).not.toMatch(/["']$/);
    }
  });

  it('every code is raised somewhere in lib/pack', () => {
    const folder = path.resolve(import.meta.dirname, '../../../lib/pack');
    const code = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== 'problems.ts')
      .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'))
      .join('\n');
    const unused = PROBLEM_CODES.filter((problemCode) => !code.includes(`'${problemCode}'`));
    expect(unused).toEqual([]);
  });
});

describe('describeProblem', () => {
  it('says what, where and what to do', async () => {
    const { problems } = await check(
      lines(HEADER, { record: 'entity', id: 'org:a', type: 'ship', name: 'A ship' }),
    );
    expect(problems.map((problem) => describeProblem(problem, translate))).toEqual([
      {
        sentence:
          'Line 2, “org:a”, $.type: “ship” is not among the values that are known: organization, person, place, product, work, event, concept.',
        fix: 'Use one of these values.',
      },
    ]);
  });

  it('counts and leaves out what is not known', () => {
    const duplicate = (firstLine: number) =>
      describeProblem(
        createProblem('duplicate-id', { line: 9 }, { kind: 'entity', id: 'e', firstLine }),
        translate,
      ).sentence;
    expect(duplicate(4)).toBe('Line 9: the entity “e” occurs a second time; the first is on line 4.');
    expect(duplicate(0)).toBe('Line 9: the entity “e” occurs a second time.');
    const dangling = (count: number) =>
      describeProblem(
        createProblem('dangling-reference', { line: 9 }, { kind: 'source', id: 's', count }),
        translate,
      ).sentence;
    expect(dangling(1)).toBe('Line 9: the pack has no source “s”.');
    expect(dangling(7)).toBe('Line 9: the pack has no source “s”, which is named 7 times.');
  });

  it('shows texts of a pack as they are, whatever they contain', () => {
    const value = "{count, plural, one {<b>'#'</b>}}";
    const { sentence } = describeProblem(createProblem('bad-id', { line: 1 }, { value }), translate);
    expect(sentence).toBe(`Line 1: “${value}” is no usable id.`);
  });
});

describe('describePlace', () => {
  it.each([
    [{}, 'The file'],
    [{ line: 3 }, 'Line 3'],
    [{ line: 3, path: '$' }, 'Line 3'],
    [{ path: '$' }, '$'],
    [{ line: 3, path: '$.name' }, 'Line 3, $.name'],
    [{ recordId: 'e' }, '“e”'],
    [{ recordId: 'e', path: '$.name' }, '“e”, $.name'],
    [{ line: 3, recordId: 'e' }, 'Line 3, “e”'],
    [{ line: 3, recordId: 'e', path: '$.name' }, 'Line 3, “e”, $.name'],
  ])('%j: %s', (place, expected) => {
    expect(describePlace(place, translate)).toBe(expected);
  });
});

describe('ProblemLog', () => {
  it('counts all, gives all to the sink, and keeps errors before warnings', () => {
    const all: string[] = [];
    const log = new ProblemLog(({ code }) => all.push(code));
    for (let n = 0; n < KEPT_PROBLEMS + 50; n++) log.add('blank', { line: n }, {});
    expect(log.hasErrors).toBe(true);
    log.add('untidy-name', {}, { alias: ' a' });
    expect(log.kept).toHaveLength(KEPT_PROBLEMS);
    expect(log.kept.every(({ code }) => code === 'blank')).toBe(true);
    expect(log.counts).toEqual({ errors: 250, warnings: 1, byCode: { blank: 250, 'untidy-name': 1 } });
    expect(all).toHaveLength(251);
  });

  it('does not let an early flood of warnings hide an error', () => {
    const log = new ProblemLog();
    for (let n = 0; n < KEPT_PROBLEMS + 50; n++) log.add('untidy-name', {}, { alias: ' a' });
    expect(log.hasErrors).toBe(false);
    log.add('blank', { line: 7 }, {});
    expect(log.kept[0]).toEqual({ code: 'blank', severity: 'error', place: { line: 7 }, params: {} });
  });
});

describe('shorten', () => {
  it('bounds length and takes out what could disturb a sentence', () => {
    expect(shorten('x'.repeat(100))).toBe(`${'x'.repeat(79)}…`);
    expect(shorten('a\u202eb\nc\ud800')).toBe('a�b�c�');
    expect(shorten('Häfen 港')).toBe('Häfen 港');
  });
});
