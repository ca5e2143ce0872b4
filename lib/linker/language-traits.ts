import { languageCode } from './common-words.ts';
import { type FunctionWords, functionWordsOf } from './function-words.ts';

/**
 * What a capital, a neighbour or an ending tells about a name in one language. Grammar, not measurement:
 * evidence that a language does not give is not observed there, so that the weights of the rest, learnt
 * from texts in other languages, hold.
 */
export interface LanguageTraits {
  /** Every noun has a capital, so that one tells nothing, nor does one beside a name. */
  readonly hasCapitalNouns: boolean;
  /** "President Obama", "Herr Maier". Elsewhere a title has a capital only where a sentence starts. */
  readonly hasCapitalTitles: boolean;
  /**
   * Longer names are made by putting a name before a noun: "Boston Globe". Elsewhere an adjective or an
   * ending does that, and two names side by side are two: "президент России Владимир Путин".
   */
  readonly joinsNames: boolean;
  /** Names take endings other than "s". Russian ones are stemmed before they are compared. */
  readonly hasEndings: boolean;
  /** Read as English, whose small words around names are weighed one by one. */
  readonly isEnglish: boolean;
  readonly words: FunctionWords;
  /**
   * Names that have an article as common nouns do, so that it tells nothing: none in English, countries and
   * rivers in German ("der Iran"), most names of places and organisations in Romance languages ("la France").
   */
  readonly namesWithArticle: 'none' | 'places' | 'most';
}

const CAPITAL_NOUNS = new Set(['de', 'lb']);
const CAPITAL_TITLES = new Set(['en', 'de', 'lb', '']);
const ROMANCE = new Set('fr es it pt ca gl ro'.split(' '));
const SLAVIC = new Set('ru uk be pl cs sk sl hr sr bs'.split(' '));
const ENDINGS = new Set('de nl da sv no is cs sk pl hr sl fi et hu tr lt lv la ro el'.split(' '));

const known = new Map<string, LanguageTraits>();

/** @param language BCP 47 tag; empty if unknown, which is read as English is. */
export function traitsOf(language: string): LanguageTraits {
  const code = languageCode(language);
  let traits = known.get(code);
  if (!traits) {
    traits = {
      hasCapitalNouns: CAPITAL_NOUNS.has(code),
      hasCapitalTitles: CAPITAL_TITLES.has(code),
      joinsNames: !SLAVIC.has(code),
      hasEndings: ENDINGS.has(code),
      isEnglish: code === 'en' || code === '',
      words: functionWordsOf(code),
      namesWithArticle: ROMANCE.has(code) ? 'most' : CAPITAL_NOUNS.has(code) ? 'places' : 'none',
    };
    // Pages name their language as they please; the few real ones are what is worth remembering.
    if (known.size < 64) known.set(code, traits);
  }
  return traits;
}
