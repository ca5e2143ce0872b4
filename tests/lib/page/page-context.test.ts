// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { readPageContext } from '../../../lib/page/page-context.ts';

const parse = (html: string) => new DOMParser().parseFromString(`<!doctype html>${html}`, 'text/html');
const contextOf = (html: string) => readPageContext(parse(html));

const jsonLd = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;

describe('readPageContext', () => {
  it('reads title and language', () => {
    expect(contextOf('<html lang="en-GB"><title>Engines</title>')).toMatchObject({
      title: 'Engines',
      lang: 'en-GB',
    });
  });

  it('gives the language as the page has it, and no novel', () => {
    expect(contextOf('<html>').lang).toBe('');
    expect(contextOf(`<html lang="${'x'.repeat(100)}">`).lang).toHaveLength(64);
  });

  it.each([
    ['JSON-LD', jsonLd({ '@type': 'NewsArticle', datePublished: '2026-03-09T08:00:00Z' }), '2026-03-09'],
    ['JSON-LD in a graph', jsonLd({ '@graph': [{}, { datePublished: '2026-03-09' }] }), '2026-03-09'],
    [
      'an article meta tag',
      '<meta property="article:published_time" content="2026-03-09T10:00+01:00">',
      '2026-03-09',
    ],
    ['a date meta tag', '<meta name="date" content="2026/03/09">', '2026-03-09'],
    [
      'a time element in the head of the article',
      '<article><header><time datetime="2026-03-09">yesterday</time></header></article>',
      '2026-03-09',
    ],
    ['a reduced date', jsonLd({ datePublished: '2026-03' }), '2026-03'],
  ])('finds the date in %s', (_where, html, date) => {
    expect(contextOf(html).published).toBe(date);
  });

  it.each([
    ['words', '<meta name="date" content="last Monday">'],
    ['an impossible month', '<meta name="date" content="2026-13-01">'],
    ['a time in the text', '<article><p>On <time datetime="1969-07-20">that day</time></p></article>'],
    ['a time outside the article', '<footer><time datetime="2026-03-09">today</time></footer>'],
    ['a number', jsonLd({ datePublished: 1773043200000 })],
  ])('takes no date from %s', (_where, html) => {
    expect(contextOf(html)).not.toHaveProperty('published');
  });

  it('trusts JSON-LD more than meta tags, and those more than what stands in the text', () => {
    const meta = '<meta name="date" content="2025-01-01">';
    const time = '<article><header><time datetime="2024-01-01"></time></header></article>';
    expect(contextOf(meta + time + jsonLd({ datePublished: '2026-01-01' })).published).toBe('2026-01-01');
    expect(contextOf(time + meta).published).toBe('2025-01-01');
  });

  it('collects names and URLs of what the page is about and mentions', () => {
    const { about } = contextOf(
      jsonLd([
        { about: 'Computing', mentions: { name: 'Ada', sameAs: ['https://ada.example/'] } },
        { about: [{ '@id': 'https://engine.example/', name: 'Engine' }, 7, null] },
      ]),
    );
    expect(about).toEqual(['Computing', 'Ada', 'https://ada.example/', 'Engine', 'https://engine.example/']);
  });

  it('passes over JSON-LD that is not JSON', () => {
    expect(
      contextOf(`<script type="application/ld+json">{oops}</script>${jsonLd({ about: 'Ada' })}`).about,
    ).toEqual(['Ada']);
  });

  it('collects links to other hosts, each once, and no others', () => {
    const { links } = contextOf(
      '<a href="https://a.example/x">1</a><a href="https://a.example/x">2</a><a href="mailto:a@b.example">3</a><a href="#top">4</a>',
    );
    expect(links).toEqual(['https://a.example/x']);
  });

  it('searches the head alone where a page is a dump of data', () => {
    const head = `<head>${jsonLd({ datePublished: '2026-03-09' })}</head>`;
    const page = parse(`${head}<p><a href="https://a.example/x">1</a>`);
    expect(readPageContext(page)).toMatchObject({ published: '2026-03-09', links: ['https://a.example/x'] });
    // As if there were so many: happy-dom takes seconds to make them.
    const elements = { 50000: page.body } as unknown as HTMLCollectionOf<Element>;
    vi.spyOn(page, 'getElementsByTagName').mockReturnValue(elements);
    expect(readPageContext(page)).toMatchObject({ published: '2026-03-09', links: [] });
  });

  it('keeps within the bounds that the background enforces', () => {
    const many = Array.from({ length: 800 }, (_, index) => `<a href="https://a.example/${index}">x</a>`).join(
      '',
    );
    const context = contextOf(
      `<title>${'t'.repeat(9000)}</title>${many}${jsonLd({ about: Array.from({ length: 300 }, (_, i) => `n${i}`) })}`,
    );
    expect(context.title.length).toBeLessThanOrEqual(2048);
    expect(context.links).toHaveLength(500);
    expect(context.about).toHaveLength(100);
  });
});
