import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../lib/model/settings.ts';

type Sentence = readonly [statement: string, quote: string];

/** The texts of an invented article and of the pack about it, in one language (scripts/pictures/samples). */
interface Sample {
  readonly newspaper: string;
  readonly date: string;
  readonly headline: string;
  readonly paragraphs: readonly string[];
  readonly packTitle: string;
  readonly names: Readonly<Record<'port' | 'director' | 'line' | 'ship', string>>;
  readonly descriptions: Readonly<Record<'port' | 'director' | 'line' | 'ship', string>>;
  readonly properties: Readonly<Record<'investment' | 'freight' | 'jobs' | 'berths', string>>;
  readonly sources: Readonly<Record<'courier' | 'register' | 'letter', string>>;
  readonly facts: Readonly<
    Record<'investment' | 'freight' | 'jobs' | 'berths' | 'director' | 'route' | 'ship', Sentence>
  >;
}

export function readSample(language: Language): Sample {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, `samples/${language}.json`), 'utf8'));
}

/**
 * The pack about the article.
 *
 * @param version The second one knows more of the ship, and how the harbour fared the year before.
 */
export function packOf(sample: Sample, language: Language, version: 1 | 2): object {
  const { names, descriptions, properties, sources, facts } = sample;
  const source = (id: keyof Sample['sources'], publisher: string, published: string) => ({
    ...{ id, title: sources[id], publisher, published },
    url: `https://northby.example/${id}`,
  });
  const entity = (id: keyof Sample['names'], type: string) => ({
    ...{ id, type, name: names[id], description: descriptions[id] },
  });
  const fact = (id: keyof Sample['facts'], from: keyof Sample['sources'], rest: object) => {
    const [statement, quote] = facts[id];
    return { id, statement, sources: [{ source: from, quote }], ...rest };
  };
  return {
    format: 'fact-pack/1',
    id: 'northby.example/harbour',
    version: `1.${version}.0`,
    title: sample.packTitle,
    language,
    license: 'CC-BY-4.0',
    publisher: { name: sample.newspaper, url: 'https://northby.example' },
    sources: [
      source('courier', sample.newspaper, '2026-03-09'),
      source('register', names.port, '2026-01-12'),
      source('letter', sample.newspaper, '2026-03-14'),
    ],
    entities: [
      entity('port', 'organization'),
      entity('director', 'person'),
      entity('line', 'organization'),
      entity('ship', 'product'),
    ],
    facts: [
      fact('investment', 'courier', {
        about: ['port'],
        property: properties.investment,
        value: { type: 'money', amount: 300_000_000, currency: 'EUR', approx: true },
        status: 'planned',
        asOf: '2026-03',
      }),
      fact('freight', 'register', {
        about: ['port'],
        property: properties.freight,
        value: { type: 'quantity', amount: 9_400_000, unit: 't' },
        status: 'confirmed',
        asOf: '2025-12-31',
      }),
      fact('jobs', 'letter', {
        about: ['port'],
        property: properties.jobs,
        status: 'disputed',
        asOf: '2026-03-14',
      }),
      ...(version === 2
        ? [
            fact('berths', 'register', {
              about: ['port'],
              property: properties.berths,
              status: 'confirmed',
              asOf: '2024-12-31',
            }),
          ]
        : []),
      fact('director', 'register', { about: ['director', 'port'], status: 'confirmed', validFrom: '2021' }),
      fact('route', 'courier', { about: ['line', 'port'], status: 'planned', asOf: '2026-03-09' }),
      fact('ship', 'courier', {
        about: ['ship', 'line'],
        status: version === 2 ? 'confirmed' : 'reported',
        asOf: '2026-03-09',
      }),
    ],
  };
}

/** The article as a page of its own. */
export function articleOf({ newspaper, date, headline, paragraphs }: Sample, language: Language): string {
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<meta charset="utf-8">
<meta name="color-scheme" content="light dark">
<title>${headline} – ${newspaper}</title>
<meta property="article:published_time" content="2026-03-18">
<style>
  html { background: light-dark(#fdfcf8, #16191b); color: light-dark(#22252a, #e6e4dd) }
  body { margin: 0 48px; font: 19px/1.6 "Noto Serif", Georgia, "Noto Naskh Arabic", "Noto Serif CJK JP", serif }
  header { display: flex; justify-content: space-between; align-items: baseline; padding: 22px 0 10px;
    border-block-end: 1px solid light-dark(#cfcabd, #454a4e); font-size: 15px }
  header b { font-size: 20px }
  article { max-width: 620px }
  h1 { font-size: 34px; line-height: 1.2; margin: 24px 0 12px }
  p { margin: 0 0 14px }
</style>
<header><b>${newspaper}</b><time datetime="2026-03-18">${date}</time></header>
<article>
<h1>${headline}</h1>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}
</article>
</html>
`;
}
