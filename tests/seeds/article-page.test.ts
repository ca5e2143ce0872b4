// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { ARTICLE_PAGE, PARAGRAPHS } from './bundled-pack.ts';

const page = new DOMParser().parseFromString(ARTICLE_PAGE, 'text/html');

/** Blocks of the article in reading order, list items with the dash that the text file gives them. */
function readBlocks(): string[] {
  return [...page.querySelectorAll('article :is(h1, h2, p, li:not(:has(p)))')].map((block) => {
    const text = (block.textContent ?? '').trim();
    const isListItem = block.matches('li, li > p');
    return isListItem ? `- ${text}` : text;
  });
}

describe('the sample article as a page', () => {
  it('says what the text file says, paragraph by paragraph, and nothing else', () => {
    expect(readBlocks()).toEqual(PARAGRAPHS);
    const everything = page.querySelector('article')?.textContent?.replace(/\s+/g, ' ').trim();
    expect(everything).toBe(PARAGRAPHS.map((paragraph) => paragraph.replace(/^- /, '')).join(' '));
  });

  it('has one main heading and sections below it', () => {
    expect(page.querySelectorAll('h1')).toHaveLength(1);
    const sections = [...page.querySelectorAll('article > section')];
    expect(sections.map((section) => section.firstElementChild?.localName)).toEqual(sections.map(() => 'h2'));
    expect(sections).toHaveLength(7);
  });

  it('is marked up as what it is', () => {
    expect(page.documentElement.lang).toBe('en');
    expect(page.querySelector('blockquote')?.textContent).toMatch(/^“Fundamentally,.*environments\.”$/);
    expect(page.querySelector('time')?.outerHTML).toBe('<time datetime="2026">2026</time>');
    expect(page.title).toBe(PARAGRAPHS[0]);
  });

  it('describes itself to machines, without a date that the article does not give', () => {
    const json = JSON.parse(page.querySelector('script[type="application/ld+json"]')?.textContent ?? '');
    expect(json).toEqual({
      '@context': 'https://schema.org',
      '@type': 'NewsArticle',
      headline: PARAGRAPHS[0],
      inLanguage: 'en',
    });
  });

  it('asks nothing of any server and runs no script', () => {
    const addresses = [...page.querySelectorAll('[src], [href], [srcset], [data], [action]')].flatMap(
      (element) =>
        ['src', 'href', 'srcset', 'data', 'action'].flatMap((name) => element.getAttribute(name) ?? []),
    );
    expect(addresses.filter((address) => !address.startsWith('data:'))).toEqual([]);
    expect(ARTICLE_PAGE).not.toMatch(/url\(|@import|http-equiv/);
    expect([...page.querySelectorAll('script')].map((script) => script.type)).toEqual([
      'application/ld+json',
    ]);
  });
});
