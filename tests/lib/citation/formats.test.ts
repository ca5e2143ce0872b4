import { Cite } from '@citation-js/core';
import '@citation-js/plugin-bibtex';
import { describe, expect, it } from 'vitest';
import type { CslItem } from '../../../lib/citation/csl.ts';
import { citeFacts, listSources } from '../../../lib/citation/formats.ts';
import type { DossierFact } from '../../../lib/model/dossier.ts';
import type { Source } from '../../../lib/model/fact-pack.ts';
import { factOf } from '../tooltip/facts.ts';

const COURIER: Source = {
  id: 'courier',
  title: 'Harbour to double, 50 % by 2030 & beyond',
  publisher: 'Exampleton Courier',
  url: 'https://courier.example/harbour_(2026)?a={1}',
  published: '2026-03-09',
  accessed: '2026-04-01',
  archiveUrl: 'https://archive.example/courier',
};
const LETTERS: Source = {
  id: 'letters',
  title: 'Briefe über Ærø',
  publisher: 'Ælfric & Søn',
  published: '1864',
};

const citing = (...sources: readonly Source[]): DossierFact =>
  factOf({ id: 'f', statement: 'The port doubles.', sources: sources.map((source) => ({ source })) });

const exportOf = (format: Parameters<typeof citeFacts>[1], ...facts: readonly DossierFact[]) =>
  citeFacts({ entity: { name: 'Port of *Exampleton*' }, facts, describeStatus: () => 'Planned' }, format);

const items = async (...sources: readonly Source[]) =>
  JSON.parse(await exportOf('csl-json', citing(...sources))) as CslItem[];

describe('CSL-JSON', () => {
  it('says of a source what the pack says, and dates no more precisely', async () => {
    expect(await items(COURIER, LETTERS)).toEqual([
      {
        id: 'exampletoncourier2026harbour',
        type: 'webpage',
        title: COURIER.title,
        'container-title': 'Exampleton Courier',
        issued: { 'date-parts': [[2026, 3, 9]] },
        accessed: { 'date-parts': [[2026, 4, 1]] },
        URL: COURIER.url,
        archive_location: 'https://archive.example/courier',
      },
      {
        id: 'lfricsn1864briefe',
        type: 'document',
        title: 'Briefe über Ærø',
        publisher: 'Ælfric & Søn',
        issued: { 'date-parts': [[1864]] },
      },
    ]);
  });

  it.each([
    [
      'tells apart sources that would have the same key',
      ['Harbour news', 'Harbour newer'],
      ['harbour', 'harbour-2'],
    ],
    ['finds a key for titles in other scripts', ['港の未来', '…'], ['s0', 's1']],
  ])('%s', async (_rule, titles, keys) => {
    const found = await items(...titles.map((title, at) => ({ id: `s${at}`, title })));
    expect(found.map(({ id }) => id)).toEqual(keys);
  });

  it('leaves out a date that is none', async () => {
    const [undated] = await items({ id: 's', title: 'Undated', published: 'last spring' });
    expect(undated).not.toHaveProperty('issued');
  });
});

describe.each(['bibtex', 'biblatex'] as const)('%s', (format) => {
  const readBack = async (...sources: readonly Source[]) =>
    new Cite(await exportOf(format, citing(...sources))).data;

  it('is read as what was written, in every script', async () => {
    const [courier, letters] = await readBack(COURIER, { ...LETTERS, title: '港の未来 — Письма über Ærø' });
    expect(courier).toMatchObject({
      'citation-key': 'exampletoncourier2026harbour',
      title: COURIER.title,
      publisher: 'Exampleton Courier',
      URL: 'https://courier.example/harbour_(2026)?a=%7B1%7D',
      issued: { 'date-parts': [[2026, 3, 9]] },
      note: 'Archived at https://archive.example/courier',
    });
    expect(letters).toMatchObject({
      title: '港の未来 — Письма über Ærø',
      publisher: 'Ælfric & Søn',
      issued: { 'date-parts': [[1864]] },
    });
  });

  it.each([
    '\\input{/etc/passwd}',
    '}, evil = {yes',
    '100 % of $5_000 #1 ~ ^ {a} "b"',
    '\\\\ {',
    'a <i>b</i> <c',
  ])('makes no command, no field and no markup of “%s”', async (title) => {
    const [item, ...others] = await readBack({ id: 's', title, publisher: title });
    expect(others).toEqual([]);
    expect(item).toMatchObject({ title, publisher: title });
    expect(item).not.toHaveProperty('custom.evil');
  });
});

describe('BibLaTeX', () => {
  it('knows web pages, and the day on which one was read', async () => {
    const [courier] = new Cite(await exportOf('biblatex', citing(COURIER))).data;
    expect(courier).toMatchObject({ type: 'webpage', accessed: { 'date-parts': [[2026, 4, 1]] } });
  });
});

describe('the sources of facts', () => {
  it('are listed once each, with how many facts rest on them; ids of two packs are two', () => {
    const other = { ...citing(COURIER), id: 'g', packId: 'other' };
    const twice = { ...citing(COURIER, LETTERS), sources: [...citing(COURIER, COURIER, LETTERS).sources] };
    expect(
      listSources([twice, citing(COURIER), other]).map(({ packId, source, uses }) => [
        packId,
        source.id,
        uses,
      ]),
    ).toEqual([
      [twice.packId, 'courier', 2],
      [twice.packId, 'letters', 1],
      ['other', 'courier', 1],
    ]);
  });
});

describe('text and Markdown', () => {
  const fact = factOf({
    id: 'f',
    statement: 'It costs <b>$5</b> & *more*.',
    sources: [{ source: COURIER, quote: 'five dollars', locator: 'p. 2' }],
  });

  it('text says the statement, its status, the words of the source and where they stand', async () => {
    expect(await exportOf('text', fact)).toBe(
      [
        'Port of *Exampleton*',
        '',
        'It costs <b>$5</b> & *more*. (Planned)',
        '“five dollars”',
        `— ${COURIER.title}, Exampleton Courier, p. 2, 2026-03-09, ${COURIER.url}`,
        '',
      ].join('\n'),
    );
  });

  it('Markdown does the same, and no text of a pack becomes markup', async () => {
    expect(await exportOf('markdown', fact)).toBe(
      [
        '# Port of \\*Exampleton\\*',
        '',
        '- It costs \\<b\\>$5\\</b\\> \\& \\*more\\*. (Planned)',
        `  - [Harbour to double, 50 % by 2030 \\& beyond](<${COURIER.url}>), Exampleton Courier, p. 2, 2026-03-09: “five dollars”`,
        '',
      ].join('\n'),
    );
  });
});
