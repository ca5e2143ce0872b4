import { describe, expect, it } from 'vitest';
import { loadMessages } from '../../../lib/locale/languages.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import { LANGUAGES } from '../../../lib/model/settings.ts';
import {
  compareCatalogues,
  listLanguages,
  placeholdersOf,
  readCatalogues,
  textsOf,
  wordsOf,
  wrongPlurals,
} from './catalogues.ts';
import { findHardCodedTexts, findUses, mayMean, readSources } from './source-messages.ts';

const ENGLISH = readCatalogues('en');
const MESSAGES = new Map([...ENGLISH].flatMap(([, catalogue]) => Object.entries(catalogue)));
/** The browser reads these itself; the manifest asks for them as __MSG_name__. */
const MANIFEST = 'manifest';
const SURFACES = [...ENGLISH.keys()].filter((surface) => surface !== MANIFEST);
const SOURCES = [...readSources()];
const USES = SOURCES.flatMap(([file, source]) => findUses(file, source, SURFACES));

/** Punctuation that does not belong: quotes of another language, spaces that may break, narrow signs among wide. */
const FOREIGN_SIGNS: Readonly<Record<string, RegExp>> = {
  de: /[«»”]|“\p{L}|\p{L}„|\.{3}/u,
  fr: /[“”„]| [;:!?»]|« |[\p{L}0][;!?»]|«[\p{L}0]|\.{3}/u,
  es: /[“”„]|^[^¿]*\?|^[^¡]*!|\.{3}/u,
  ja: /[“”„«»]|[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}][,!?:;()]|[,!?:;()][\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|[？！：] /u,
  ar: /[“”„]|\p{sc=Arab} ?[,;?]/u,
};

/** What is seen on a button, and what it is called, where the ids do not tell. */
const FULLER_NAMES = [
  ['dossier.back', 'sidepanel.backTo'],
  ['settings.packs.goForward', 'settings.packs.goForwardTo'],
  ['settings.packs.rollBack', 'settings.packs.rollBackTo'],
] as const;

/** In Japanese no space tells where a word ends. */
function hasWords(text: string, words: string, language: string): boolean {
  const padded = (one: string) =>
    (language === 'ja' ? one : ` ${one.replace(/\s?[:،,]/g, '')} `).toLowerCase();
  return padded(text).includes(padded(words));
}

describe('messages', () => {
  it('are all well formed', () => {
    for (const message of MESSAGES.values()) expect(() => placeholdersOf(message), message).not.toThrow();
  });

  it('are named after their file', () => {
    const strays = SURFACES.flatMap((surface) =>
      Object.keys(ENGLISH.get(surface)!).filter((id) => !id.startsWith(`${surface}.`)),
    );
    expect(strays).toEqual([]);
  });

  it('exist wherever the source asks for one', () => {
    const ids = [...MESSAGES.keys()];
    const missing = USES.filter(({ id }) => !ids.some((key) => mayMean(id, key)));
    expect(missing.map(({ place, id }) => `${place}: ${id}`)).toEqual([]);
  });

  it('are all used', () => {
    const unused = SURFACES.flatMap((surface) =>
      Object.keys(ENGLISH.get(surface)!).filter((key) => !USES.some(({ id }) => mayMean(id, key))),
    );
    expect(unused).toEqual([]);
  });

  it('get exactly the values that they have places for', () => {
    const wrong = USES.filter((use) => use.isCall && !use.id.includes('*') && use.values).flatMap((use) => {
      const message = MESSAGES.get(use.id);
      if (message === undefined) return [];
      const wanted = [...new Set(placeholdersOf(message).map((placeholder) => placeholder.split(':')[0]!))];
      const given = use.values!.toSorted();
      return String(wanted.toSorted()) === String(given)
        ? []
        : [`${use.place}: ${use.id} wants {${wanted}}, gets {${given}}`];
    });
    expect(wrong).toEqual([]);
  });

  it.each(listLanguages())('are complete in %s, surface by surface', (language) => {
    const translated = readCatalogues(language);
    expect([...translated.keys()].toSorted()).toEqual([...ENGLISH.keys()].toSorted());
    for (const [surface, catalogue] of ENGLISH) {
      expect(compareCatalogues(catalogue, translated.get(surface)!), surface).toEqual([]);
    }
  });

  it.each(listLanguages())('have in %s the plural forms of that language, and no others', (language) => {
    const wrong = [...readCatalogues(language)]
      .flatMap(([, catalogue]) => Object.entries(catalogue))
      .flatMap(([id, message]) => wrongPlurals(language, message).map((form) => `${id}: ${form}`));
    expect(wrong).toEqual([]);
  });

  it.each(listLanguages())(
    'hold in %s, in the fuller names of buttons, the words that are seen',
    (language) => {
      const messages = new Map([...readCatalogues(language).values()].flatMap(Object.entries<string>));
      const pairs = [...messages.keys()]
        .filter((id) => id.endsWith('Named'))
        .map((id) => [id.slice(0, -'Named'.length), id] as const);
      // Who steers by voice says what stands on the button.
      const wrong = [...pairs, ...FULLER_NAMES].filter(
        ([seen, said]) => !hasWords(messages.get(said)!, messages.get(seen)!, language),
      );
      expect(wrong).toEqual([]);
    },
  );

  it.each(LANGUAGES)(
    'say in %s how often a name is mentioned in digits, which stand on the button',
    async (language) => {
      const { t, formatNumber } = createTranslator(await loadMessages(language, ['popup']));
      for (const count of [1, 2, 3, 11, 100]) {
        expect(t('popup.page.jumpTo', { name: 'Valen', count })).toContain(formatNumber(count));
      }
    },
  );

  it.each(listLanguages())('name other texts in %s as those are written', (language) => {
    const translated = new Map([...readCatalogues(language).values()].flatMap(Object.entries<string>));
    const named = [...MESSAGES].flatMap(([id, message]) =>
      [...message.matchAll(/“([^”{]+)”/g)].flatMap(([, text]) => {
        const meant = [...MESSAGES].filter(([, other]) => other === text).map(([other]) => other);
        return meant.length > 0 ? [[id, meant] as const] : [];
      }),
    );
    expect(named.length).toBeGreaterThan(3);
    const wrong = named.filter(
      ([id, meant]) => !meant.some((other) => translated.get(id)!.includes(translated.get(other)!)),
    );
    expect(wrong).toEqual([]);
  });

  it.each(Object.entries(FOREIGN_SIGNS))('are punctuated in %s as that language is', (language, foreign) => {
    const wrong = [...readCatalogues(language)]
      .flatMap(([, catalogue]) => Object.entries(catalogue))
      .map(([id, message]) => {
        const text = textsOf(message).join('0');
        // Signs of the pack format stand as they are written in a file.
        return [id, text.replace(/"[^"]*"|ed25519:|https?:/g, '0')] as const;
      })
      .filter(([, text]) => foreign.test(text))
      .map(([id, text]) => `${id}: ${text}`);
    expect(wrong).toEqual([]);
  });

  it.each(listLanguages().filter((language) => language !== 'en'))(
    'are translated into %s: none longer than two words is the English one',
    (language) => {
      const translated = readCatalogues(language);
      const same = [...ENGLISH].flatMap(([surface, catalogue]) =>
        Object.entries(catalogue)
          .filter(([id, message]) => translated.get(surface)![id] === message && wordsOf(message).length > 2)
          .map(([id]) => id),
      );
      // An address is written alike in every language.
      expect(same).toEqual(['settings.import.addressExample']);
    },
  );

  it('are the only place where words for people stand', () => {
    const texts = SOURCES.filter(([file]) => file.endsWith('.tsx')).flatMap(([file, source]) =>
      findHardCodedTexts(file, source),
    );
    // A host that means nothing in any language shows how an address is written.
    expect(texts).toEqual(['components/settings/SitesSection.tsx: placeholder="example.org"']);
  });
});

describe('the checks above', () => {
  it('see calls, templates and mentions', () => {
    const template = ['`popup.page.$', '{kind}`'].join('');
    const source = `const a = t(${template}, { host }); const b = { id: "popup.x" }; props.t("popup.y", rest);`;
    expect(findUses('a.ts', source, ['popup'])).toEqual([
      { place: 'a.ts', id: 'popup.page.*', values: ['host'], isCall: true },
      { place: 'a.ts', id: 'popup.y', values: undefined, isCall: true },
      { place: 'a.ts', id: 'popup.page.*', values: undefined, isCall: false },
      { place: 'a.ts', id: 'popup.x', values: undefined, isCall: false },
      { place: 'a.ts', id: 'popup.y', values: undefined, isCall: false },
    ]);
  });

  it('let a template stand for the keys that it may build, and no others', () => {
    expect(mayMean('popup.page.*.title', 'popup.page.none.title')).toBe(true);
    expect(mayMean('popup.page.*.title', 'popup.page.none.text')).toBe(false);
    expect(mayMean('popup.page', 'popup.page.none')).toBe(false);
  });

  it('see words in elements and in spoken attributes', () => {
    expect(findHardCodedTexts('a.tsx', '<p title="Hello" class="x">Good day, {name} · </p>')).toEqual([
      'a.tsx: title="Hello"',
      'a.tsx: “Good day,”',
    ]);
  });

  it('see what a translation lacks, adds and garbles', () => {
    const from = { a: 'A {x}', b: 'B', c: '{n, plural, one {# c} other {# cs}}' };
    const to = { a: 'A {y}', c: '{n, plural, other {# c}}', d: 'D' };
    expect(compareCatalogues(from, to)).toEqual([
      'b: not translated',
      'd: not in the original',
      'a: other placeholders',
    ]);
  });

  it('see plurals that lack a form, or have one that the language has not', () => {
    expect(wrongPlurals('ja', '{n, plural, one {#件} other {#件}}')).toEqual(['+one']);
    expect(wrongPlurals('ar', '{n, plural, zero {} one {} two {} many {} other {#}}')).toEqual(['-few']);
    expect(wrongPlurals('fr', '{n, plural, =0 {} one {# fait} other {# faits}}')).toEqual([]);
    expect(wrongPlurals('de', '{n, plural, other {# neu}}')).toEqual([]);
  });

  it('count words, and nothing that only a translator reads', () => {
    expect(wordsOf('{n, plural, one {# more page} other {# more pages}} of {title}')).toEqual([
      ...['more', 'page', 'more', 'pages', 'of'],
    ]);
  });

  it('find placeholders inside plurals', () => {
    expect(placeholdersOf('{n, plural, one {{who} has # of {all}} other {#}}')).toEqual([
      'all',
      'n:plural',
      'who',
    ]);
  });
});
