import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { CommandDef } from 'citty';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../lib/store/open-fact-store.ts';
import { annotate } from '../../scripts/linking/annotate.ts';
import { FIXTURE_PACK, parseFixtures } from '../../scripts/linking/fixtures.ts';
import { openPack } from '../../scripts/linking/open-pack.ts';
import { createCommands } from '../../scripts/pack/commands.ts';
import type { Output } from '../../scripts/pack/output.ts';
import { describe as describeProblem } from '../../scripts/pack/read-file.ts';
import { check } from '../lib/pack/reading.ts';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Every document of the project, relative to its root. */
const DOCUMENTS = [
  'README.md',
  'CHANGELOG.md',
  ...['docs', 'seeds', 'tests/fixtures'].flatMap((folder) =>
    readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.md'))
      .map((file) => path.join(folder, file)),
  ),
];

interface Sample {
  /** What stands after the three ticks: language, and the file that is quoted. */
  readonly language: string;
  readonly quoted: string;
  readonly text: string;
}

function listSamples(document: string): Sample[] {
  return [...read(document).matchAll(/^( *)```(\w*) ?(\S*)\n([\s\S]*?)^\1```$/gm)].map(
    ([, indent = '', language = '', quoted = '', text = '']) => ({
      language,
      quoted,
      text: text.replace(new RegExp(`^${indent}`, 'gm'), ''),
    }),
  );
}

/** As GitHub makes them of headings. */
function anchorsOf(document: string): string[] {
  return [...read(document).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

/** Links and pictures, in Markdown or in HTML. */
function listLinks(document: string): string[] {
  const links = [...read(document).matchAll(/\]\(([^)\s]+)\)|(?:href|src|srcset)="([^"]+)"/g)];
  return links.map(([, inMarkdown, inHtml]) => inMarkdown ?? inHtml!);
}

const isOutside = (link: string) => /^[a-z]+:/.test(link);

/** Front pages that outlive us. Tests ask nothing of other people's servers, so no other address is linked. */
const OUTSIDE = ['https://semver.org', 'https://duckdb.org', 'https://www.unicode.org/license.txt'];

function findBrokenLinks(document: string): string[] {
  return listLinks(document).flatMap((link) => {
    if (isOutside(link)) return OUTSIDE.includes(link) ? [] : [link];
    const [target = '', anchor] = link.split('#');
    const file = target === '' ? document : path.join(path.dirname(document), target);
    if (!existsSync(path.join(ROOT, file))) return [link];
    const isBroken = anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor);
    return isBroken ? [link] : [];
  });
}

const { scripts: SCRIPTS } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

/** Whatever a script says and its own modules, two imports deep. */
function readScript(file: string, depth = 2): string {
  const text = read(file);
  const imports = [...text.matchAll(/from '(\.[^']+)'/g)].map(([, one = '']) =>
    path.join(path.dirname(file), one),
  );
  return depth === 0 ? text : [text, ...imports.map((one) => readScript(one, depth - 1))].join('\n');
}

/** Options after `npm run NAME --` that nothing in the script knows. */
function findBrokenOptions(text: string): string[] {
  return [...text.matchAll(/npm run ([\w-]+)( \[?-- [^`\n|]+)/g)].flatMap(([line, name = '', rest = '']) => {
    const [, file] = /^node (scripts\/\S+\.ts)$/.exec(SCRIPTS[name] ?? '') ?? [];
    if (!file || name === 'pack') return [];
    const script = readScript(file);
    const isKnown = (option: string) => new RegExp(`--${option}\\b|\\b${option}\\b['"]?:`).test(script);
    return [...rest.matchAll(/ \[?--(\w+)/g)].some(([, option = '']) => !isKnown(option)) ? [line] : [];
  });
}

/** Lines of samples that name no language, which are commands, and that none of the checks here knows. */
function findUnknownCommands(samples: readonly Sample[]): string[] {
  const known =
    /^(npm (start|test|ci|run [\w-]+)\b|npx (node|vitest run) (scripts|tests)\/|duckdb < \w+\.sql$)/;
  return samples
    .filter(({ language }) => language === '')
    .flatMap(({ text }) => text.trim().split('\n'))
    .filter((line) => !known.test(line));
}

const COMMANDS = createCommands({} as Output, () => {}).subCommands as Readonly<Record<string, CommandDef>>;

/** Commands of `npm run pack` that there are not, and options that they do not take. */
function findBrokenPackCommands(text: string): string[] {
  return [...text.matchAll(/npm run pack -- (\w+)([^`\n]*)/g)].flatMap(([line, name = '', rest = '']) => {
    const command = COMMANDS[name];
    if (!command) return [line];
    const known = new Set([...Object.keys(command.args ?? {}), 'help']);
    return [...rest.matchAll(/ --(\w+)/g)].some(([, option = '']) => !known.has(option)) ? [line] : [];
  });
}

describe.each(DOCUMENTS)('%s', (document) => {
  const text = read(document);
  const samples = listSamples(document);

  it('links to what there is', () => {
    expect(findBrokenLinks(document)).toEqual([]);
  });

  it('names commands that there are', () => {
    const named = [...text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w-]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => name === undefined || !(name in SCRIPTS))).toEqual([]);
    expect(findBrokenPackCommands(text)).toEqual([]);
    expect(findBrokenOptions(text)).toEqual([]);
    expect(findUnknownCommands(samples)).toEqual([]);
    const files = [...text.matchAll(/npx (?:node|vitest run) ((?:scripts|tests)\/[\w./-]+)/g)];
    expect(files.map(([, file = '']) => file).filter((file) => !existsSync(path.join(ROOT, file)))).toEqual(
      [],
    );
  });

  it('has packs that an import takes, and JSON that can be read', async () => {
    for (const { language, quoted, text: sample } of samples) {
      if (quoted !== '' || (language !== 'json' && language !== 'jsonl')) continue;
      if (language === 'json') JSON.parse(sample);
      if (sample.includes('"fact-pack/1"')) expect((await check(sample)).summary, sample).toEqual([]);
    }
  });

  it('quotes code as it stands', () => {
    const gone = samples.flatMap(({ quoted, text: sample }) => {
      if (quoted === '') return [];
      const lines = new Set(read(quoted).split('\n'));
      return sample
        .trimEnd()
        .split('\n')
        .filter((line) => !lines.has(line))
        .map((line) => `${quoted}: ${line}`);
    });
    expect(gone).toEqual([]);
  });
});

describe('docs/pictures', () => {
  const files = readdirSync(path.join(ROOT, 'docs/pictures')).map((file) => path.join('docs/pictures', file));

  it('are all shown by some document, and light enough for one', () => {
    const shown = new Set(
      DOCUMENTS.flatMap((document) =>
        listLinks(document).map((link) => path.join(path.dirname(document), link)),
      ),
    );
    expect(files.filter((file) => !shown.has(file))).toEqual([]);
    expect(files.filter((file) => statSync(path.join(ROOT, file)).size > 80_000)).toEqual([]);
  });
});

describe.each(['docs/readers.md', 'docs/administrators.md', 'docs/curators.md'])('%s', (document) => {
  it('calls by their words what the product shows', () => {
    const catalogues = readdirSync(path.join(ROOT, 'lib/locale/en'));
    const said = catalogues.map((file) => read(path.join('lib/locale/en', file))).join('\n');
    /** What browsers and their makers say. */
    const others = ['Load unpacked', 'Load Temporary Add-on', 'Policy for extensions'];
    const quoted = [...read(document).matchAll(/“([^”]+)”/g)].map(([, words = '']) => words);
    expect(quoted.filter((words) => !said.includes(words) && !others.includes(words))).toEqual([]);
  });
});

describe('docs/contributing.md', () => {
  it('shows a text that the linker reads right', async () => {
    const [sample] = listSamples('docs/contributing.md').filter(({ language }) => language === 'text');
    const [document] = parseFixtures(sample?.text ?? '');
    const found = await annotate(document!, [await openPack(FIXTURE_PACK, createMemoryStore())], 'balanced');
    expect(found.map(({ start, entity_id }) => [start, entity_id])).toEqual(
      document!.mentions.map(({ start, entity_id }) => [start, entity_id]),
    );
    expect(found).toHaveLength(3);
  });

  it('draws the path of the data through folders that there are, and from each to where it goes', () => {
    const [{ text: drawing } = { text: '' }] = listSamples('docs/contributing.md').filter(
      ({ language }) => language === 'mermaid',
    );
    const folders = [...drawing.matchAll(/\b(?:lib|components)\/[\w-]+(?:\/[\w-]+)?/g)].map(
      ([folder]) => folder,
    );
    expect(folders.length).toBeGreaterThan(8);
    expect(folders.filter((folder) => !existsSync(path.join(ROOT, folder)))).toEqual([]);
    const drawn = [...drawing.matchAll(/(\w+)(?=\[)/g)].map(([, name = '']) => name);
    const arrows = drawing
      .split('\n')
      .filter((line) => line.includes('-->'))
      .join('\n');
    expect(drawn.filter((name) => !new RegExp(`\\b${name}\\b`).test(arrows))).toEqual([]);
  });

  it('quotes something for each thing that can be added', () => {
    const quoted = new Set(listSamples('docs/contributing.md').map((sample) => sample.quoted));
    expect(quoted.size).toBeGreaterThan(8);
  });
});

it('docs/fact-pack.md shows a problem in the words that its author reads', async () => {
  const samples = listSamples('docs/fact-pack.md');
  const lines = samples.find(({ language }) => language === 'jsonl')?.text ?? '';
  const { problems } = await check(
    lines.replace('{"source":"gazette-cranes"}', '{"source":"gazette-crane"}'),
  );
  expect(problems.map(describeProblem).map(({ sentence, fix }) => `${sentence}\n${fix}\n`)).toEqual(
    samples.filter(({ language }) => language === 'problem').map(({ text }) => text),
  );
});

describe('docs/scale.md', () => {
  it('has the figures that a program wrote, and meets the bar', () => {
    const [, share = ''] =
      /^\| 1 %, all over the pack \|[^|]+\| \*\*([\d.]+) %\*\* \|/m.exec(read('docs/scale.md')) ?? [];
    expect(Number(share)).toBeGreaterThan(0);
    expect(Number(share)).toBeLessThanOrEqual(5);
  });
});
