// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EntityType } from '../../../lib/model/fact-pack.ts';
import { BlockTable } from '../../../lib/page/blocks.ts';
import type { PageMention } from '../../../lib/page/mentions.ts';
import { createPaintTools, HighlightPainter } from '../../../lib/page/paint.ts';
import { createMarkStyles } from '../../../lib/services/mark-styles.ts';
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
    painter.setStyles(createMarkStyles('line-and-tint'));
  });

  it('puts neither names nor sheets into a page before there is a mention', () => {
    painter.addRoot(document.createElement('div').attachShadow({ mode: 'open' }));
    painter.setCurrent(undefined);
    expect(tools.registry.size).toBe(0);
    expect(document.adoptedStyleSheets).toEqual([]);
  });

  it('has the page styled anew once, just before it is drawn', () => {
    tools.waiting = [];
    painter.add(mentionOf('Ada', 'person'));
    const root = document.createElement('div').attachShadow({ mode: 'open' });
    painter.addRoot(root);
    painter.add(mentionOf('Engine', 'product'));
    expect(document.adoptedStyleSheets).toEqual([]);
    for (const draw of tools.waiting) draw();
    expect(document.adoptedStyleSheets).toHaveLength(1);
    expect(root.adoptedStyleSheets).toEqual(document.adoptedStyleSheets);
  });

  it('brings no sheet into a page whose marks went before it was drawn', () => {
    tools.waiting = [];
    painter.add(mentionOf('Ada'));
    painter.clear();
    for (const draw of tools.waiting) draw();
    expect(document.adoptedStyleSheets).toEqual([]);
  });

  it('paints each type in a style of its own', () => {
    painter.add(mentionOf('Ada', 'person'));
    painter.add(mentionOf('Engine', 'product'));
    const painted = [...tools.registry].filter(([, ranges]) => ranges.size > 0).map(([name]) => name);
    expect(painted).toHaveLength(2);
    for (const name of painted) expect(tools.sheets[0]).toContain(`::highlight(${name}){text-decoration`);
  });

  it('registers no style that the page does not show', () => {
    painter.add(mentionOf('Ada', 'person'));
    painter.add(mentionOf('Bo', 'person'));
    expect(tools.registry.size).toBe(1);
  });

  it('draws marks in another style once the page has changed its colours, and only then', () => {
    const person = mentionOf('Ada', 'person');
    painter.add(person);
    const painted = () => [...tools.registry].filter(([, ranges]) => ranges.size > 0).map(([name]) => name);
    const [tinted] = painted();
    document.body.className = 'loud';
    [...painter.restyle()];
    expect(painted()).toEqual([tinted]);
    tools.isRestyled = true;
    [...painter.restyle()];
    expect(painted()).toHaveLength(1);
    expect(painted()).not.toEqual([tinted]);
    document.body.className = '';
    [...painter.restyle()];
    expect(painted()).toEqual([tinted]);
  });

  it('passes over a mark whose words have left the page', () => {
    const gone = mentionOf('Ada');
    painter.add(gone);
    gone.block.pieces[0]!.node.remove();
    tools.isRestyled = true;
    expect(() => [...painter.restyle()]).not.toThrow();
  });

  it('thins the line of a mark that is less sure, and takes its tint away', () => {
    painter.add({ ...mentionOf('Ada'), score: 0.79 });
    const [name] = [...tools.registry].find(([, ranges]) => ranges.size > 0)!;
    const [rule] = new RegExp(`::highlight\\(${name}\\)\\{text[^}]*`).exec(tools.sheets[0]!)!;
    expect(rule).toContain('dotted 1px');
    expect(rule).toContain(' 0%,transparent');
  });

  it('marks in the colour of the text where a tint could not be seen', () => {
    document.body.className = 'loud';
    painter.add(mentionOf('Ada', 'person'));
    painter.add(mentionOf('Engine', 'product'));
    document.body.className = '';
    const painted = [...tools.registry].filter(([, ranges]) => ranges.size > 0);
    expect(painted.map(([, ranges]) => ranges.size)).toEqual([2]);
    expect(tools.sheets[0]).toContain(
      `::highlight(${painted[0]![0]}){text-decoration:underline dotted 1.5px color-mix(in srgb,currentColor`,
    );
  });

  it.each([
    ['line', /dotted/, / (?:8|10|20)%,transparent/],
    ['tint', / 20%,transparent/, /dotted/],
  ] as const)('draws a %s alone where the reader wants no more', (look, present, absent) => {
    painter.setStyles(createMarkStyles(look));
    painter.add(mentionOf('Ada', 'person'));
    const [css] = tools.sheets[0]!.split('@media');
    expect(css).toMatch(present);
    expect(css).not.toMatch(absent);
  });

  it('draws the marks that there are anew when the reader wants another look', () => {
    painter.add(mentionOf('Ada', 'person'));
    const [sheet] = document.adoptedStyleSheets;
    const replaced = vi.spyOn(sheet!, 'replaceSync');
    painter.setStyles(createMarkStyles('line-and-tint'));
    expect(replaced).not.toHaveBeenCalled();
    painter.setStyles(createMarkStyles('tint'));
    expect(replaced).toHaveBeenCalledExactlyOnceWith(expect.not.stringMatching(/1\.5px/));
    expect(document.adoptedStyleSheets).toEqual([sheet]);
  });

  it.each([
    ['for the body alone where highlights inherit', 'body', /^body::highlight/],
    ['for every element elsewhere', '', /^::highlight/],
  ] as const)('declares its styles %s', (_case, scope, selector) => {
    const own = new FakePaint(scope);
    const another = new HighlightPainter(own, document);
    another.setStyles(createMarkStyles('line-and-tint'));
    another.add(mentionOf('Ada', 'person'));
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
    successor.setStyles(createMarkStyles('line'));
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

describe('the browser’s own means to paint', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('say of text that Firefox has no style for, in a frame that was left, that no tint can be seen on it', () => {
    vi.stubGlobal('CSS', { supports: () => true, highlights: new Map() });
    vi.stubGlobal('getComputedStyle', () => null);
    const tools = createPaintTools();
    expect(tools.isVisible(document.body, [29, 190, 201])).toBe(false);
    expect(tools.hasChanged()).toBe(false);
  });
});
