import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold } from '../../../lib/text/fold.ts';

const anyText = fc.string({ unit: 'binary', maxLength: 40 });

describe('fold', () => {
  it.each([
    ['case', 'SoftBank GROUP', 'softbank group'],
    ['accents where they are optional', 'Ångström, Núñez, Čapek', 'angstrom, nunez, capek'],
    ['letters that Unicode does not take apart', 'Strauß Ørsted Łódź Æsir', 'strauss orsted lodz aesir'],
    ['Greek accents and the final sigma', 'Αθήνας', 'αθηνασ'],
    ['Hebrew points and Arabic vowel signs', 'שָׁלוֹם مُحَمَّد', 'שלום محمد'],
    ['ё, which Russian often writes е', 'Пётр', 'петр'],
    ['apostrophes of every shape', 'L’Oréal Qur`an O´Brien Hawaiʻi', "l'oreal qur'an o'brien hawai'i"],
    ['hyphens of every shape', 'Coca‑Cola – A‐B', 'coca-cola - a-b'],
    ['white space, line breaks included', '  New\u00a0\n\tYork\u2003 City ', 'new york city'],
    ['soft hyphens and zero-width characters', 'Bundes\u00adbank\u200b\u2060 \ufeffAG', 'bundesbank ag'],
    ['full width and half width', 'ＮＴＴ　ｶﾞｽ', 'ntt ガス'],
    ['ligatures', 'ﬁrst ĳsselmeer', 'first ijsselmeer'],
    ['the Turkish dotted capital', 'İstanbul', 'istanbul'],
  ])('lets go of %s', (_what, text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it.each([
    ['й and и', 'Андрей', 'Андреи'],
    ['ガ and カ', 'ガス', 'カス'],
    ['Indic vowel signs', 'कि', 'क'],
    ['Hangul syllables', '한', '하'],
  ])('keeps apart %s', (_what, one, other) => {
    expect(fold(one)).not.toBe(fold(other));
  });

  it('does not care whether accents are composed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), (text) => {
        expect(fold(text.normalize('NFD'))).toBe(fold(text.normalize('NFC')));
      }),
      { examples: [['한국 й ガ é ё Å']] },
    );
  });

  it('changes nothing when done twice to half-width jamo behind a letter', () => {
    const folded = fold('A\uFFA5');
    expect(fold(folded)).toBe(folded);
  });

  it('changes nothing when done twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
      { numRuns: 2000 },
    );
  });
});
