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

const items = (...sources: readonly Source[]) =>
  JSON.parse(exportOf('csl-json', citing(...sources))) as CslItem[];

describe('CSL-JSON', () => {
  it('says of a source what the pack says, and dates no more precisely', () => {
    expect(items(COURIER, LETTERS)).toEqual([
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
  ])('%s', (_rule, titles, keys) => {
    expect(items(...titles.map((title, at) => ({ id: `s${at}`, title }))).map(({ id }) => id)).toEqual(keys);
  });

  it('leaves out a date that is none', () => {
    expect(items({ id: 's', title: 'Undated', published: 'last spring' })[0]).not.toHaveProperty('issued');
  });
});

describe('BibTeX', () => {
  it('is read by another program as what was written', () => {
    const [courier, letters] = new Cite(exportOf('bibtex', citing(COURIER, LETTERS))).data;
    expect(courier).toMatchObject({
      'citation-key': 'exampletoncourier2026harbour',
      type: 'webpage',
      title: COURIER.title,
      publisher: 'Exampleton Courier',
      URL: 'https://courier.example/harbour_(2026)?a=%7B1%7D',
      issued: { 'date-parts': [[2026, 3, 9]] },
      accessed: { 'date-parts': [[2026, 4, 1]] },
    });
    expect(letters).toMatchObject({
      title: 'Briefe über Ærø',
      publisher: 'Ælfric & Søn',
      issued: { 'date-parts': [[1864]] },
    });
  });

  it.each(['\\input{/etc/passwd}', '}, evil = {yes', '100 % of $5_000 #1 ~ ^ {a} "b"', '\\\\ {'])(
    'makes no command and no field of “%s”',
    (title) => {
      const [item, ...others] = new Cite(exportOf('bibtex', citing({ id: 's', title }))).data;
      expect(others).toEqual([]);
      expect(item).toMatchObject({ title });
      expect(item).not.toHaveProperty('custom.evil');
    },
  );
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

  it('text says the statement, its status, the words of the source and where they stand', () => {
    expect(exportOf('text', fact)).toBe(
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

  it('Markdown does the same, and no text of a pack becomes markup', () => {
    expect(exportOf('markdown', fact)).toBe(
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
