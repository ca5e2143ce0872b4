import { beforeEach, describe, expect, it } from 'vitest';
import type { EntityType } from '../../../lib/model/fact-pack.ts';
import { BlockTable } from '../../../lib/page/blocks.ts';
import type { PageMention } from '../../../lib/page/mentions.ts';
import { HighlightPainter } from '../../../lib/page/paint.ts';
import { FakePaint } from './fake-page.ts';

function mentionOf(text: string, type: EntityType = 'person'): PageMention {
  const node = document.body.appendChild(document.createTextNode(text));
  const placement = new BlockTable().place({ text, pieces: [{ node, start: 0, length: text.length }] });
  if (placement.type !== 'new') throw new Error('The block is not new');
  return {
    block: placement.block,
    start: 0,
    end: text.length,
    entity: { id: text, name: text, type },
    score: 1,
  };
}

describe('HighlightPainter', () => {
  let tools: FakePaint;
  let painter: HighlightPainter;

  beforeEach(() => {
    document.body.innerHTML = '';
    document.adoptedStyleSheets = [];
    tools = new FakePaint();
    painter = new HighlightPainter(tools, document);
  });

  it('puts neither names nor sheets into a page before there is a mention', () => {
    painter.addRoot(document.createElement('div').attachShadow({ mode: 'open' }));
    painter.setCurrent(undefined);
    expect(tools.registry.size).toBe(0);
    expect(document.adoptedStyleSheets).toEqual([]);
  });

  it('paints each type in a style of its own', () => {
    painter.add(mentionOf('Ada', 'person'));
    painter.add(mentionOf('Engine', 'product'));
    const painted = [...tools.registry].filter(([, ranges]) => ranges.size > 0).map(([name]) => name);
    expect(painted).toHaveLength(2);
    for (const name of painted) expect(tools.sheets[0]).toContain(`::highlight(${name}){text-decoration`);
  });

  it.each([
    ['for the body alone where highlights inherit', 'body', /^body::highlight/],
    ['for every element elsewhere', '', /^::highlight/],
  ] as const)('declares its styles %s', (_case, scope, selector) => {
    const own = new FakePaint(scope);
    new HighlightPainter(own, document).add(mentionOf('Ada', 'person'));
    const selectors = own.sheets[0]
      ?.match(/[^{},]+(?=[,{])/g)
      ?.filter((part) => part.includes('::highlight'));
    expect(selectors?.length).toBeGreaterThan(8);
    for (const one of selectors ?? []) expect(one).toMatch(selector);
  });

  it('adds its one sheet to those of the page, in each tree', () => {
    const own = new CSSStyleSheet();
    document.adoptedStyleSheets = [own];
    const early = document.createElement('div').attachShadow({ mode: 'open' });
    const late = document.createElement('div').attachShadow({ mode: 'open' });
    painter.addRoot(early);
    painter.add(mentionOf('Ada'));
    painter.addRoot(late);
    expect(tools.sheets).toHaveLength(1);
    expect(document.adoptedStyleSheets[0]).toBe(own);
    expect([document, early, late].map((root) => root.adoptedStyleSheets.length)).toEqual([2, 1, 1]);
  });

  it('brings out one mention at a time', () => {
    const ada = mentionOf('Ada');
    const bob = mentionOf('Bob');
    painter.add(ada);
    painter.add(bob);
    painter.setCurrent(ada);
    painter.setCurrent(bob);
    expect(tools.words).toEqual(['Ada', 'Bob', 'Bob']);
    painter.setCurrent(undefined);
    expect(tools.words).toEqual(['Ada', 'Bob']);
  });

  it('leaves the page as it was when it is cleared, and can begin again', () => {
    const own = new CSSStyleSheet();
    document.adoptedStyleSheets = [own];
    painter.add(mentionOf('Ada'));
    painter.clear();
    expect(tools.registry.size).toBe(0);
    expect(document.adoptedStyleSheets).toEqual([own]);
    painter.add(mentionOf('Bob'));
    expect(tools.words).toEqual(['Bob']);
  });

  it('removes the marks that an earlier run had to leave behind, and none of the page’s own', () => {
    painter.add(mentionOf('Ada'));
    tools.registry.set('page-own', new Set());
    const successor = new HighlightPainter(tools, document);
    successor.add(mentionOf('Bob'));
    expect(tools.words).toEqual(['Bob']);
    expect(tools.registry.has('page-own')).toBe(true);
  });

  it('shows no marks on paper, and marks in the reader’s own forced colours', () => {
    painter.add(mentionOf('Ada'));
    expect(tools.sheets[0]).toMatch(/@media print\{[^}]*text-decoration:none/);
    expect(tools.sheets[0]).toMatch(/@media \(forced-colors:active\)\{[^}]*LinkText/);
  });
});
