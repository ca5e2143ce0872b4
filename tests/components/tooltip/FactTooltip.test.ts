import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FactTooltip } from '../../../components/FactTooltip.ts';
import { readMessages } from '../../../lib/locale/locales.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import type { DossierFact } from '../../../lib/model/dossier.ts';
import type { ReadingContext } from '../../../lib/tooltip/arrange-facts.ts';
import type { TooltipAnswer } from '../../../lib/tooltip/state.ts';
import { dossierOf, factOf } from '../../lib/tooltip/facts.ts';

const translator = createTranslator(readMessages('en', ['shared', 'tooltip']));
const NO_CONTEXT: ReadingContext = { sentence: '' };

const copyText = vi.fn<(text: string) => Promise<boolean>>();
const onClose = vi.fn();
const onTogglePin = vi.fn();

function draw(answer: TooltipAnswer | undefined, context = NO_CONTEXT): FactTooltip {
  const { entity } = dossierOf([]);
  const tooltip = new FactTooltip({ entity }, { translator, copyText, onClose, onTogglePin });
  document.body.replaceChildren(tooltip.element);
  tooltip.setContent({ answer, context });
  return tooltip;
}

const drawFacts = (facts: readonly DossierFact[], context = NO_CONTEXT) =>
  draw({ type: 'dossiers', dossiers: [dossierOf(facts)] }, context);

const textOf = (selector: string) => document.querySelector(selector)?.textContent;
const textsOf = (selector: string) =>
  [...document.querySelectorAll(selector)].map((node) => node.textContent);
const buttonNamed = (name: string) =>
  [...document.querySelectorAll('button')].find(
    (button) => button.getAttribute('aria-label') === name || button.textContent === name,
  );

const OTHER_PACK = { packId: 'pack:other', packTitle: 'Other pack' };

describe('FactTooltip', () => {
  beforeEach(() => {
    vi.resetAllMocks();
  });

  it('is a dialog that says whose facts it holds', () => {
    drawFacts([]);
    const dialog = document.querySelector('[role="dialog"]');
    expect(dialog?.getAttribute('aria-label')).toBe('Facts about Analytical Engine');
    expect(dialog?.getAttribute('lang')).toBe('en');
  });

  it('names the entity, what it is, and describes it', () => {
    drawFacts([]);
    expect(textOf('h2')).toBe('Analytical Engine');
    expect(textOf('.entity-type')).toBe('Product');
    expect(textOf('.card__description')).toBe('A calculating machine.');
  });

  it('shows lines to come while the facts are on their way, and says so to those who cannot see them', () => {
    draw(undefined);
    expect(document.querySelector('.skeleton')?.getAttribute('aria-hidden')).toBe('true');
    expect(textOf('[aria-live]')).toBe('Looking up Analytical Engine');
  });

  it('says how many facts there are when they come', () => {
    const tooltip = draw(undefined);
    tooltip.setContent({
      answer: { type: 'dossiers', dossiers: [dossierOf([factOf({ id: 'a' })])] },
      context: NO_CONTEXT,
    });
    expect(textOf('[aria-live]')).toBe('Analytical Engine: 1 fact');
    expect(document.querySelector('.skeleton')).toBeNull();
  });

  it('says why there are no facts', () => {
    draw({ type: 'failed', message: 'The store is locked.' });
    expect(textOf('[role="alert"]')).toBe('The store is locked.');
    draw({ type: 'failed' });
    expect(textOf('[role="alert"]')).toMatch(/could not be read/);
    drawFacts([]);
    expect(textOf('.message')).toBe('No facts are recorded about Analytical Engine yet.');
  });

  it('shows a fact with its value, status in words, date and source', () => {
    drawFacts([
      factOf({
        id: 'cost',
        property: 'cost',
        statement: 'It would have cost 2 million pounds.',
        value: { type: 'money', amount: 2_000_000, currency: 'GBP', approx: true },
        status: 'claimed',
        asOf: '1834-06',
        sources: [{ source: { id: 's', title: 'Passages', publisher: 'Longman', published: '1864' } }],
      }),
    ]);
    expect(textOf('.figure strong')).toBe('about £2 million');
    expect(textOf('.figure span')).toBe('cost');
    expect(textOf('.fact__statement')).toBe('It would have cost 2 million pounds.');
    expect(textOf('.badge--claimed')).toBe('Claimed');
    expect(textOf('time')).toBe('as of June 1834');
    expect(textOf('.source p')).toBe('Longman · 1864 · Passages');
  });

  it.each([
    ['a web address', 'https://books.example/passages', 'https://books.example/passages'],
    ['a script', 'javascript:alert(1)', undefined],
    ['data', 'data:text/html,x', undefined],
    ['nonsense', 'passages', undefined],
  ])('links a source with %s as its address only if that is safe', (_what, url, href) => {
    drawFacts([
      factOf({ id: 'a', sources: [{ source: { id: 's', title: 'Passages', url, archiveUrl: url } }] }),
    ]);
    const links = [...document.querySelectorAll('a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual(href ? [href, href] : []);
    for (const link of links) {
      expect(link.target).toBe('_blank');
      expect(link.rel).toBe('noopener noreferrer');
    }
    expect(textOf('cite')).toBe('Passages');
  });

  it('shows the words of the source on demand', () => {
    drawFacts([
      factOf({
        id: 'a',
        sources: [{ source: { id: 's', title: 'Passages' }, quote: 'twenty thousand', locator: 'p. 41' }],
      }),
    ]);
    const details = document.querySelector<HTMLElement>('figure')!;
    const toggle = buttonNamed('Quote')!;
    expect([details.hidden, toggle.getAttribute('aria-expanded')]).toEqual([true, 'false']);
    toggle.click();
    expect([details.hidden, toggle.getAttribute('aria-expanded')]).toEqual([false, 'true']);
    expect(details.textContent).toBe('twenty thousandp. 41');
    toggle.click();
    expect(details.hidden).toBe(true);
  });

  it('shows the first source, and the others on demand', () => {
    const sources = ['One', 'Two', 'Three'].map((title) => ({ source: { id: title, title } }));
    drawFacts([factOf({ id: 'a', sources })]);
    expect(textsOf('cite')).toEqual(['One']);
    buttonNamed('2 more sources')?.click();
    expect(textsOf('cite')).toEqual(['One', 'Two', 'Three']);
  });

  it('shows three facts at first, and the rest on demand', () => {
    drawFacts(['a', 'b', 'c', 'd', 'e'].map((id) => factOf({ id })));
    expect(textsOf('.fact__statement')).toHaveLength(3);
    buttonNamed('Show 2 more facts')?.click();
    expect(textsOf('.fact__statement')).toHaveLength(5);
    expect(buttonNamed('Show 2 more facts')).toBeUndefined();
  });

  it('sets accounts that contradict each other side by side', () => {
    drawFacts([factOf({ id: 'a' }), factOf({ id: 'b', contradicts: ['a'] }), factOf({ id: 'c' })]);
    expect(textOf('.dispute__title')).toBe('Two accounts that differ');
    expect(textsOf('.dispute .fact__statement')).toEqual(['Statement a.', 'Statement b.']);
    expect(textsOf('.facts > li')).toHaveLength(2);
  });

  it('says what took a superseded fact’s place, and whether that was after the article', () => {
    const facts = [factOf({ id: 'old' }), factOf({ id: 'new', supersedes: ['old'], asOf: '1960' })];
    drawFacts(facts);
    expect(textOf('.fact--past .badge--superseded')).toBe('Superseded');
    expect(textOf('.fact--past .fact__successor')).toBe('Now: Statement new.');
    drawFacts(facts, { sentence: '', published: '1969' });
    expect(textOf('.fact--past .badge--superseded')).toBe('Superseded');
    drawFacts(facts, { sentence: '', published: '1950' });
    expect(textOf('.fact--past .badge--superseded')).toBe('Superseded since this article');
  });

  it('marks a fact that is younger than the article', () => {
    drawFacts([factOf({ id: 'a', asOf: '2026-03' })], { sentence: '', published: '2025-12-01' });
    expect(textOf('.badge--newer')).toBe('Newer than this article');
  });

  it('says from which pack facts are where several packs hold some', () => {
    drawFacts([factOf({ id: 'a' }), factOf({ id: 'b', ...OTHER_PACK })]);
    expect(textsOf('h3')).toEqual(['From the pack Test pack', 'From the pack Other pack']);
    drawFacts([factOf({ id: 'a' })]);
    expect(textsOf('h3')).toEqual([]);
  });

  it('says who says what where packs contradict each other, the reader’s first pack first', () => {
    drawFacts([
      factOf({ id: 'a', status: 'claimed' }),
      factOf({ id: 'b', ...OTHER_PACK, contradicts: ['a'] }),
    ]);
    expect(textOf('.dispute__title')).toBe('Disputed between Test pack and Other pack');
    expect(textsOf('.dispute__pack, .dispute .fact__statement')).toEqual([
      'Test pack says',
      'Statement a.',
      'Other pack says',
      'Statement b.',
    ]);
  });

  it('shows the text of packs as text, whatever it holds', () => {
    const hostile = '<img src=x onerror=alert(1)>';
    drawFacts([
      factOf({
        id: 'a',
        statement: hostile,
        sources: [{ source: { id: 's', title: hostile }, quote: hostile }],
      }),
    ]);
    expect(document.querySelector('img')).toBeNull();
    expect(textOf('.fact__statement')).toBe(hostile);
  });

  it('copies a fact with its citation, and says whether that worked', async () => {
    copyText.mockResolvedValueOnce(true);
    drawFacts([factOf({ id: 'a', status: 'confirmed', asOf: '1837' })]);
    const button = buttonNamed('Copy with source')!;
    button.click();
    await vi.waitFor(() => expect(button.textContent).toBe('Copied'));
    expect(copyText).toHaveBeenCalledWith('Statement a. (Confirmed, as of 1837)\n— Notes');
    copyText.mockResolvedValueOnce(false);
    button.click();
    await vi.waitFor(() => expect(button.textContent).toMatch(/does not let/));
  });

  it('closes and pins by buttons that say what they do', () => {
    const tooltip = drawFacts([]);
    buttonNamed('Close')?.click();
    expect(onClose).toHaveBeenCalledOnce();
    buttonNamed('Keep open')?.click();
    expect(onTogglePin).toHaveBeenCalledOnce();
    tooltip.setPinned(true);
    expect(buttonNamed('Let go')?.getAttribute('aria-pressed')).toBe('true');
  });
});
