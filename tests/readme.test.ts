import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../lib/model/settings.ts';
import { check } from './lib/pack/reading.ts';

const ROOT = path.resolve(import.meta.dirname, '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');
const README = read('README.md');
const DECISIONS = 'docs/decisions';

const listFolders = (folder: string) =>
  readdirSync(path.join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map((entry) => path.join(folder, entry.name));

describe('README', () => {
  it('shows a pack that an import takes without a complaint', async () => {
    const [, example = ''] = /```json\n([\s\S]*?)```/.exec(README) ?? [];
    const { header, entities, facts, summary } = await check(example);
    expect(summary).toEqual([]);
    expect([header?.id, entities.length, facts.length]).toEqual(['example.org/harbour', 1, 1]);
  });

  it('maps every folder of the source, and none that is not there', () => {
    const [, table = ''] = /## Folders([\s\S]*?)\n## /.exec(README) ?? [];
    const mapped = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, folder]) => folder);
    const others = ['node_modules', 'public', 'lib'];
    const folders = [...listFolders('.').filter((folder) => !others.includes(folder)), ...listFolders('lib')];
    expect(mapped.toSorted()).toEqual(folders.toSorted());
  });

  it('names every language that the product speaks', () => {
    const names = new Intl.DisplayNames('en', { type: 'language' });
    const [sentence = ''] = /The texts are in [^;]+/.exec(README) ?? [];
    expect(LANGUAGES.filter((language) => !sentence.includes(names.of(language)!))).toEqual([]);
  });

  it('compares by figures that were measured', () => {
    const [, section = ''] = /## Beside what people use now([\s\S]*?)\n## /.exec(README) ?? [];
    const figures = section.match(/\d+\.\d+/g) ?? [];
    const measured = read('docs/evaluation.md') + read('docs/benchmarks.md');
    expect(figures.length).toBeGreaterThan(5);
    // The evaluation writes some without the zero before the point.
    const isMeasured = (figure: string) =>
      new RegExp(`(?<![\\d.])0?${figure.replace(/^0/, '').replace('.', '\\.')}(?!\\d)`).test(measured);
    expect(figures.filter((figure) => !isMeasured(figure))).toEqual([]);
  });
});

describe('the decisions', () => {
  const records = readdirSync(path.join(ROOT, DECISIONS)).filter((file) => /^\d{4}-/.test(file));

  it('are all in the index, under their titles', () => {
    const index = [...read(`${DECISIONS}/README.md`).matchAll(/^\| \[(\d{4})\]\((.+?)\) \| (.+?) \|/gm)];
    expect(index.map(([, , file]) => file)).toEqual(records.toSorted());
    for (const [, number, file = '', title] of index) {
      expect(read(`${DECISIONS}/${file}`).split('\n')[0]).toBe(`# ${number} · ${title}`);
    }
  });

  it('say context, decision and consequences', () => {
    const incomplete = records.filter((file) => {
      const text = read(`${DECISIONS}/${file}`);
      return !['Context', 'Decision', 'Consequences'].every((part) =>
        new RegExp(`^(\\*\\*${part}|#+ ${part})`, 'm').test(text),
      );
    });
    expect(incomplete).toEqual([]);
  });
});
