import { describe, expect, it } from 'vitest';
import { compileCatalogues } from '../../../lib/locale/compile.ts';
import { readEnglish } from '../../../lib/locale/english.ts';
import { chooseLanguage, loadMessages } from '../../../lib/locale/languages.ts';
import { createTranslator, directionOf, type MessageId } from '../../../lib/locale/translator.ts';

/** A translator over invented messages; ids are typed, and these are not among them. */
function translate(locale: string, message: string, values?: Record<string, string | number>): string {
  const messages = compileCatalogues(locale, [{ test: message }]);
  return createTranslator(messages).t('test' as MessageId, values);
}

describe('a translator', () => {
  it.each([
    ['puts values in their places', 'en', 'To {place}', { place: 'Valen' }, 'To Valen'],
    ['chooses by number', 'en', '{n, plural, one {# fact} other {# facts}}', { n: 1 }, '1 fact'],
    [
      'writes numbers as the language does',
      'de',
      '{n, plural, other {# Fakten}}',
      { n: 1234 },
      '1.234 Fakten',
    ],
    ['knows the plurals of the language', 'ar', '{n, plural, two {B} few {C} other {D}}', { n: 2 }, 'B'],
    [
      'counts from an offset',
      'en',
      '{n, plural, offset:1 =0 {nobody} one {you and # more} other {#}}',
      { n: 2 },
      'you and 1 more',
    ],
    ['counts places', 'en', '{n, selectordinal, one {#st} two {#nd} other {#th}}', { n: 22 }, '22nd'],
    ['writes a number', 'en', '{n, number} of {m, number}', { n: 1234, m: 5 }, '1,234 of 5'],
    [
      'keeps the number of the plural around a choice',
      'en',
      '{n, plural, other {{k, select, other {# {k}}}}}',
      { n: 3, k: 'x' },
      '3 x',
    ],
    ['keeps a sharp outside of plurals', 'en', 'No. # {n}', { n: 3 }, 'No. # 3'],
    [
      'knows no word that is merely inherited',
      'en',
      '{k, select, other {else}}',
      { k: 'constructor' },
      'else',
    ],
    ['chooses by word', 'en', '{k, select, a {first} other {else}}', { k: 'a' }, 'first'],
    ['treats values as text, not as messages', 'en', 'To {place}', { place: '{x} <b>' }, 'To {x} <b>'],
    ['leaves the place of a missing value empty', 'en', 'To {place}.', undefined, 'To .'],
    ['takes no escapes from values', 'en', 'To {place}', { place: 'C:\\u202e\\x41' }, 'To C:\\u202e\\x41'],
  ])('%s', (_rule, locale, message, values, expected) => {
    expect(translate(locale, message, values)).toBe(expected);
  });

  it('shows the id of a message that it does not have, and no inherited property', () => {
    const { t } = createTranslator({ locale: 'en', messages: {} });
    expect(t('shared.name')).toBe('shared.name');
    expect(t('constructor' as MessageId)).toBe('constructor');
  });

  it('takes messages that crossed a port as JSON', () => {
    const sent = JSON.parse(JSON.stringify(readEnglish(['dossier'])));
    expect(createTranslator(sent).t('dossier.facts.count', { count: 3 })).toBe('3 facts');
  });

  it.each([
    ['2026', '2026'],
    ['2026-03', 'March 2026'],
    ['2026-03-09', 'March 9, 2026'],
    ['2026-03-09T23:59:59-11:00', 'March 9, 2026'],
    ['spring of 2026', 'spring of 2026'],
    ['2026-13', '2026-13'],
  ])('writes the date %s as %s, no more precise than it is', (date, expected) => {
    expect(createTranslator({ locale: 'en', messages: {} }).formatDate(date)).toBe(expected);
  });

  it.each([
    ['en', 110e9, 'USD', '$110 billion'],
    ['en', 2_500_000, 'EUR', '€2.5 million'],
    ['en', 999_999, 'USD', '$999,999'],
    ['en', 1250.5, 'GBP', '£1,250.50'],
    ['en', -3e6, 'USD', '-$3 million'],
    ['en', 5e6, 'points', '5 million points'],
    ['de', 2e9, 'EUR', '2 Milliarden\u00a0€'],
    ['ja', 2e9, 'JPY', '￥20億'],
  ])('in %s, says %d %s as %s', (locale, amount, currency, expected) => {
    expect(createTranslator({ locale, messages: {} }).formatMoney(amount, currency)).toBe(expected);
  });

  it('joins a list as the language does', () => {
    expect(createTranslator({ locale: 'en', messages: {} }).formatList(['Ada', 'Bo', 'Cy'])).toBe(
      'Ada, Bo, and Cy',
    );
  });

  it.each([
    ['en', 'ltr'],
    ['ar', 'rtl'],
    ['he-IL', 'rtl'],
    ['az-Arab', 'rtl'],
    ['ar-Latn', 'ltr'],
    ['ja', 'ltr'],
  ])('knows that %s runs %s', (locale, direction) => {
    expect(directionOf(locale)).toBe(direction);
  });

  it('agrees with the browser on the direction of every language of two letters', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const rightToLeft = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']);
    const differing = letters
      .flatMap((first) => letters.map((second) => first + second))
      .filter((code) => {
        const script = new Intl.Locale(code).maximize().script ?? '';
        return directionOf(code) !== (rightToLeft.has(script) ? 'rtl' : 'ltr');
      });
    expect(differing).toEqual([]);
  });
});

describe('chooseLanguage', () => {
  it.each([
    [
      'takes the first of the browser’s languages that the product speaks',
      'auto',
      ['tlh', 'de-AT', 'en'],
      'de',
    ],
    ['takes the one that the reader chose instead', 'ja', ['de', 'en'], 'ja'],
    ['falls back to English', 'auto', ['tlh'], 'en'],
    ['falls back to English where no language is named', 'auto', [], 'en'],
  ] as const)('%s', (_rule, chosen, preferred, expected) => {
    expect(chooseLanguage(chosen, preferred)).toBe(expected);
  });
});

describe('loadMessages', () => {
  it.each([
    ['en', '2 facts'],
    ['de', '2 Fakten'],
    ['fr', '2 faits'],
    ['es', '2 datos'],
    ['ja', '2件の事実'],
    ['ar', 'حقيقتان'],
  ] as const)('loads what a page says in %s', async (language, words) => {
    const { t } = createTranslator(await loadMessages(language, ['dossier']));
    expect(t('dossier.facts.count', { count: 2 })).toBe(words);
  });
});
