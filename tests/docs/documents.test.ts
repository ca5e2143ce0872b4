import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CommandDef } from 'citty';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../lib/store/open-fact-store.ts';
import { annotate } from '../../scripts/linking/annotate.ts';
import { FIXTURE_PACK, parseFixtures } from '../../scripts/linking/fixtures.ts';
import { openPack } from '../../scripts/linking/open-pack.ts';
import { createCommands } from '../../scripts/pack/commands.ts';
import type { Output } from '../../scripts/pack/output.ts';
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

function findBrokenLinks(document: string): string[] {
  return [...read(document).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].flatMap(([, link = '']) => {
    const [target = '', anchor] = link.split('#');
    const file = target === '' ? document : path.join(path.dirname(document), target);
    if (!existsSync(path.join(ROOT, file))) return [link];
    const isBroken = anchor !== undefined && file.endsWith('.md') && !anchorsOf(file).includes(anchor);
    return isBroken ? [link] : [];
  });
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
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/npm (?:run )?(start|test|(?<=run )[\w-]+)/g)].map(([, name]) => name);
    expect(named.filter((name) => name === undefined || !(name in scripts))).toEqual([]);
    expect(findBrokenPackCommands(text)).toEqual([]);
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

  it('quotes something for each thing that can be added', () => {
    const quoted = new Set(listSamples('docs/contributing.md').map((sample) => sample.quoted));
    expect(quoted.size).toBeGreaterThan(8);
  });
});

describe('docs/scale.md', () => {
  it('has the figures that a program wrote, and meets the bar', () => {
    const [, share = ''] =
      /^\| 1 %, all over the pack \|[^|]+\| \*\*([\d.]+) %\*\* \|/m.exec(read('docs/scale.md')) ?? [];
    expect(Number(share)).toBeGreaterThan(0);
    expect(Number(share)).toBeLessThanOrEqual(5);
  });
});
