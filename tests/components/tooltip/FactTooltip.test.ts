// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FactTooltip, type FactTooltipOptions } from '../../../components/FactTooltip.ts';
import { readEnglish } from '../../../lib/locale/english.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import type { DossierFact } from '../../../lib/model/dossier.ts';
import type { ReadingContext } from '../../../lib/model/entity-facts.ts';
import type { MatchExplanation, MentionedEntity } from '../../../lib/model/mention.ts';
import type { TooltipAnswer } from '../../../lib/tooltip/state.ts';
import { dossierOf, entityFactsOf, factOf } from '../../lib/tooltip/facts.ts';

const translator = createTranslator(readEnglish(['shared', 'tooltip']));
const NO_CONTEXT: ReadingContext = { sentence: '' };

const copyText = vi.fn<(text: string) => Promise<boolean>>();
const onClose = vi.fn();
const onTogglePin = vi.fn();

const onLookUp = vi.fn();
const onOpenDossier = vi.fn();
const reject = vi.fn();
const { entity } = dossierOf([]);

function draw(answer: TooltipAnswer | undefined, back?: FactTooltipOptions['back']): FactTooltip {
  const tooltip = new FactTooltip({
    translator,
    entity,
    copyText,
    onClose,
    onOpenDossier,
    onTogglePin,
    onLookUp,
    back,
  });
  document.body.replaceChildren(tooltip.element);
  tooltip.setContent({ entity, answer, reject });
  return tooltip;
}

const answerOf = (...args: Parameters<typeof entityFactsOf>): TooltipAnswer => ({
  type: 'facts',
  facts: entityFactsOf(...args),
});
const drawFacts = (
  facts: readonly DossierFact[],
  context = NO_CONTEXT,
  named: readonly MentionedEntity[] = [],
) => draw(answerOf(facts, context, named));

const textOf = (selector: string) => document.querySelector(selector)?.textContent;
const textsOf = (selector: string) =>
  [...document.querySelectorAll(selector)].map((node) => node.textContent);
const buttonNamed = (name: string) =>
  [...document.querySelectorAll('button')].find(
    (button) => button.getAttribute('aria-label') === name || button.textContent === name,
  );

/** Presses a button as the keyboard does. */
const press = (name: string) => {
  const button = buttonNamed(name)!;
  button.focus();
  button.click();
};

const OTHER_PACK = { packId: 'pack:other', packTitle: 'Other pack' };

describe('FactTooltip', () => {
  beforeEach(() => {
    vi.resetAllMocks();
  });

  it('leads to all that is known, beside the page', () => {
    const { element } = draw(undefined);
    element.querySelector<HTMLElement>('[aria-label="All of it, beside the page"]')!.click();
    expect(onOpenDossier).toHaveBeenCalledOnce();
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
      entity,
      answer: answerOf([factOf({ id: 'a' })]),
      reject,
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
    // Each in a direction of its own: the day of a date is not to join a name that runs the other way.
    expect(textsOf('.source p > bdi')).toEqual(['Longman', '1864', 'Passages']);
  });

  it.each([
    ['when it was so', { asOf: '1834-06' }, ['as of June 1834']],
    ['from when', { validFrom: '1830' }, ['since 1830']],
    ['until when', { asOf: '1834', validTo: '1842' }, ['as of 1834', 'until 1842']],
  ])('says %s, as far as the fact tells', (_what, dates, expected) => {
    drawFacts([factOf({ id: 'a', ...dates })]);
    expect(textsOf('time')).toEqual(expected);
    expect(textOf('.fact__meta')).not.toContain('no date');
  });

  it('says so where neither the fact nor its source has a date', () => {
    drawFacts([factOf({ id: 'a' })]);
    expect(textOf('.fact__meta')).toBe('Reportedno date given');
    expect(textOf('.source p')).toBe('undated · Notes');
  });

  it.each<[string, DossierFact['value'], string | undefined]>([
    ['a day', { type: 'date', date: '1837-12' }, 'foundedDecember 1837'],
    ['a word', { type: 'text', text: 'brass' }, 'foundedbrass'],
    ['an entity without a name', { type: 'entity', entity: 'person:x' }, 'foundedperson:x'],
    ['what the statement tells', { type: 'text', text: 'Statement' }, undefined],
    ['words that the statement quotes', { type: 'quote', text: 'Statement', speaker: 'Ada' }, undefined],
    ['a sum beyond words', { type: 'money', amount: 1e300, currency: 'USD' }, '$1E300founded'],
  ])('shows the value of a fact: %s', (_what, value, expected) => {
    drawFacts([factOf({ id: 'a', property: 'founded', value })]);
    expect(textOf('.figure')).toBe(expected);
  });

  it('leads from a name in a fact to what is known about it', () => {
    const ada = { id: 'person:ada', name: 'Ada', type: 'person' } as const;
    const king = { id: 'person:king', name: 'Ada King', type: 'person' } as const;
    drawFacts(
      [
        factOf({ id: 'a', statement: 'Ada King praised Adamant; Ada wrote.' }),
        factOf({ id: 'b', property: 'maker', value: { type: 'entity', entity: 'person:ada' } }),
      ],
      NO_CONTEXT,
      [ada, king],
    );
    // The longer name wins, and a part of a word is no name.
    expect(textsOf('.name')).toEqual(['Ada King', 'Ada', 'Ada']);
    for (const name of document.querySelectorAll<HTMLElement>('.name')) name.click();
    expect(onLookUp.mock.calls.map(([{ id }]) => id)).toEqual(['person:king', 'person:ada', 'person:ada']);
  });

  it('finds names in scripts without spaces', () => {
    const bay = { id: 'place:bay', name: '月光湾', type: 'place' } as const;
    drawFacts([factOf({ id: 'a', statement: '船は月光湾に着いた。' })], NO_CONTEXT, [bay]);
    expect(textsOf('.name')).toEqual(['月光湾']);
  });

  it('has a way back to what it was looked up from', () => {
    const go = vi.fn();
    draw(answerOf([]), { name: 'Ada', go });
    buttonNamed('Back to Ada')?.click();
    expect(go).toHaveBeenCalledOnce();
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

  it.each([
    ['what it brought', 'https://library.example/', 'https://library.example/'],
    ['the card, where that has nothing to press', undefined, undefined],
  ])('leads whoever asked for more sources to %s', (_where, url, href) => {
    const sources = ['One', 'Two'].map((title) => ({ source: { id: title, title, url } }));
    const { element } = drawFacts([factOf({ id: 'a', sources })]);
    press('1 more source');
    const link = document.querySelectorAll('a')[1];
    expect(link?.href).toBe(href);
    expect(document.activeElement).toBe(link ?? element);
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
    // Between marks that nobody sees, so that a full stop stays at its own end in every direction.
    expect(textOf('.fact--past .fact__successor')).toBe('Now: \u2068Statement new.\u2069');
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
    const dispute = factOf({ id: 'd', ...OTHER_PACK, contradicts: ['a'] });
    drawFacts([factOf({ id: 'a' }), dispute, factOf({ id: 'c', ...OTHER_PACK })]);
    expect(textsOf('h3')).toEqual(['From the pack Other pack']);
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
      'According to Test pack',
      'Statement a.',
      'According to Other pack',
      'Statement b.',
    ]);
  });

  it('names the sources that contradict each other within a pack', () => {
    const by = (publisher: string) => [{ source: { id: publisher, title: 'T', publisher } }];
    drawFacts([
      factOf({ id: 'a', sources: by('The Gazette') }),
      factOf({ id: 'b', sources: by('The Herald'), contradicts: ['a'] }),
    ]);
    expect(textsOf('.dispute__pack')).toEqual(['According to The Gazette', 'According to The Herald']);
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

  describe('asked why the name was taken for this', () => {
    const MATCH: MatchExplanation = {
      score: 0.934,
      evidence: [
        { kind: 'alias-quality', weight: 3 },
        { kind: 'coherence', weight: -0.4 },
      ],
      others: [{ id: 'work:engine', name: 'The Engine', type: 'work' }],
    };
    const explained = () => {
      const tooltip = drawFacts([factOf({ id: 'a' })]);
      tooltip.explain(MATCH);
      return tooltip;
    };

    it('gives its reasons in words, on demand', () => {
      explained();
      const panel = document.querySelector<HTMLElement>('.why')!;
      expect(panel.hidden).toBe(true);
      buttonNamed('Why this match?')?.click();
      expect(panel.hidden).toBe(false);
      expect(panel.textContent).toContain('93% sure');
      expect(textsOf('.for')).toEqual(['The name is distinctive.']);
      expect(textsOf('.against')).toEqual(['Nothing that it has to do with is on the page.']);
    });

    it('offers what else the name may mean', () => {
      explained();
      expect(textOf('.senses')).toBe('May also mean: The Engine (Work)');
      buttonNamed('The Engine (Work)')?.click();
      expect(onLookUp).toHaveBeenCalledWith(MATCH.others[0]);
    });

    it.each([
      ['On this page', 'page', /on this page/],
      ['On this site', 'site', /on this site/],
    ])('takes “not this one” %s, and takes it back', (label, scope, said) => {
      explained();
      buttonNamed(label)?.click();
      expect(textOf('.not [role="status"]')).toMatch(said);
      buttonNamed('Undo')?.click();
      expect(reject.mock.calls).toEqual([
        [scope, true],
        [scope, false],
      ]);
      expect(buttonNamed(label)).toBeDefined();
    });

    it('keeps the focus, whatever button it takes away', () => {
      const { element } = explained();
      press('On this page');
      expect(document.activeElement).toBe(buttonNamed('Undo'));
      press('Undo');
      expect(document.activeElement).toBe(buttonNamed('On this page'));
      press('Everywhere …');
      expect(document.activeElement).toBe(element);
    });

    it('leaves what holds everywhere to the settings', () => {
      explained();
      buttonNamed('Everywhere …')?.click();
      expect(reject).toHaveBeenCalledWith('everywhere', true);
      expect(textOf('.not')).toMatch(/settings ask/);
      expect(buttonNamed('Undo')).toBeUndefined();
    });

    it('says all this once, however often the answer comes', () => {
      explained().explain(MATCH);
      expect(textsOf('.senses')).toHaveLength(1);
    });
  });
});
