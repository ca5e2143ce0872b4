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

/** Cells of the first table after a heading, row by row, its head and rule left out. */
function readTable(document: string, heading: string): string[][] {
  const [, table = ''] = /((?:^\|.*\n)+)/m.exec(document.slice(document.indexOf(`\n${heading}`))) ?? [];
  return table
    .trimEnd()
    .split('\n')
    .slice(2)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

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

  describe('compares by figures that were measured', () => {
    const [, section = ''] = /## Beside what people use now([\s\S]*?)\n## /.exec(README) ?? [];
    const evaluation = read('docs/evaluation.md');
    const sets = readTable(evaluation, '## By set, at balanced');
    const published = sets.map((cells) => Number.parseFloat(cells[8]!)).filter(Number.isFinite);

    it('of a word list', () => {
      const [, plain, filtered] =
        /linking (\.\d+); with easy filters \.\d+ and (\.\d+)/.exec(evaluation) ?? [];
      expect(section).toContain(`0${plain} where every known name counts, 0${filtered} with easy filters`);
    });

    it('of linkers on servers', () => {
      expect(section).toContain(
        `from ${Math.min(...published).toFixed(3)} to ${Math.max(...published).toFixed(3)}`,
      );
    });

    it('of how right the marks are', () => {
      const pooled = readTable(evaluation, '## Pooled').find(
        ([threshold, weights]) => threshold === 'balanced' && weights === 'cross-validated',
      );
      expect(section).toContain(`| ${pooled?.[7]} pooled, cross-validated`);
      const isAhead = sets.filter((cells) => Number(cells[5]) > Number.parseFloat(cells[8]!)).length;
      expect(isAhead).toBeGreaterThan(published.length / 2);
      const kore = sets.find(([set]) => set === '**kore50**');
      expect(section).toContain(`(${kore?.[5]} against ${kore?.[8]?.split(' ')[0]})`);
    });

    it('of what marks cost a page', () => {
      const costs = readTable(read('docs/benchmarks.md'), '### What marking a page costs');
      const of = (what: string) => costs.find(([label]) => label === what) ?? [];
      expect(section).toContain(`mark.js with 100 names: ${of('mark.js, 100 names')[1]} Factmark’s`);
      expect(section).toContain(`| ${of('Factmark, 100,000 names')[5]} of a median page’s thread`);
    });
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
