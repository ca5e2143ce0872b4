import { Gap, gapBefore, hasFlag, WordFlag } from '../../text/words.ts';
import { Commonness, commonnessOf, hashWord } from '../common-words.ts';
import type { BlockWords, Cues } from '../draft.ts';
import type { Observations } from '../features.ts';
import { isSentenceStart } from '../positions.ts';
import { GENERIC_ENDINGS, TITLES, WORDS_AFTER, WORDS_BEFORE } from '../word-classes.ts';
import { describeEnumeration } from './enumeration.ts';
import { isPersonal } from './personal.ts';

const OPENING_QUOTES = /["“”„«»'‘]$/;
const CLOSING_QUOTES = /^["“”»«'’]/;
/** Glued to a dot, slash, underscore or at-sign: part of an address or of code. */
const ADDRESS_BEFORE = /[\w)]\.$|[/_\\:=~@]$/;
const ADDRESS_AFTER = /^(?:\.\w|[/_\\=~@](?!\s)|:\/\/|\()/;

/**
 * The grammar around a mention: what an article, preposition, title or verb beside it says about
 * whether it is a name, and of what type.
 *
 * @param isInflected The surface form has another ending than any listed name.
 */
export function describeSetting(
  block: BlockWords,
  first: number,
  last: number,
  end: number,
  isInflected: boolean,
  seen: Observations,
): Cues {
  const { text, words, traits } = block;
  const small = traits.words;
  const start = words.start[first] as number;
  const before = first - 1;
  const after = last + 1;
  const hasBefore = before >= 0 && gapBefore(words, first) === Gap.space;
  const hasAfter = after < words.count && gapBefore(words, after) === Gap.space;
  const hashBefore = hasBefore ? (words.hash[before] as number) : undefined;
  const hashAfter = hasAfter ? (words.hash[after] as number) : undefined;
  const isIn = (set: ReadonlySet<number>, hash: number | undefined) => hash !== undefined && set.has(hash);
  const cues: Cues = {
    ...describeEnumeration(block, first, last, seen),
    hasBefore,
    hasAfter,
    capitalArticle:
      isIn(small.definiteArticles, hashBefore) &&
      hasFlag(words, before, WordFlag.capital) &&
      !isSentenceStart(text, words, before),
    genericAfter: isIn(GENERIC_ENDINGS, hashAfter) && hasFlag(words, after, WordFlag.capital),
    title: isIn(TITLES, hashBefore),
    place: isIn(small.beforePlaces, hashBefore),
    verb: isIn(small.verbs, hashAfter),
    agentVerb: isIn(small.agentVerbs, hashAfter),
    personal: isPersonal(block, last),
    indefinite: isIn(small.indefiniteArticles, hashBefore),
    possessive: hasFlag(words, last, WordFlag.possessive) || (isInflected && isGenitive(block, last)),
    article: isIn(small.definiteArticles, hashBefore) || isIn(small.contractedArticles, hashBefore),
    joinsNames: traits.joinsNames,
    namesWithArticle: traits.namesWithArticle,
  };
  if (cues.article) {
    if (traits.namesWithArticle !== 'most') seen.add('after-the');
  } else if (isIn(small.indefiniteArticles, hashBefore)) seen.add('after-a');
  else if (cues.place) seen.add('after-place-word');
  else if (isIn(small.of, hashBefore)) seen.add('after-of');
  if (isIn(small.determiners, hashBefore)) seen.add('after-determiner');
  // "The mirror of the soul".
  if (cues.article && first === last && isIn(small.of, hashAfter)) {
    const isRare = commonnessOf(block.common, words.hash[first] as number) === Commonness.rare;
    seen.add(isRare ? 'the-of.rare' : 'the-of.common');
  }
  if (cues.verb || cues.agentVerb) seen.add('before-verb');
  if (hasAfter && !hasFlag(words, after, WordFlag.capital)) {
    seen.add('before-small');
    if (seen.get('acronym') > 0) seen.add('acronym.before-small');
  }
  if (cues.possessive) seen.add('possessive');
  if (isAlone(block, first, last)) seen.add('alone');
  const textBefore = text.slice(Math.max(0, start - 2), start);
  const textAfter = text.slice(end, end + 3);
  if (/[#@]\s?$/.test(textBefore)) seen.add('tagged');
  else if (ADDRESS_BEFORE.test(textBefore) || ADDRESS_AFTER.test(textAfter)) seen.add('in-address');
  if (OPENING_QUOTES.test(textBefore) && CLOSING_QUOTES.test(textAfter)) seen.add('quoted');
  if (traits.isEnglish && hashBefore !== undefined) addWord(WORD_BEFORE, hashBefore, seen);
  if (traits.isEnglish && hashAfter !== undefined) addWord(WORD_AFTER, hashAfter, seen);
  return cues;
}

/** "Ostrias Küste": in German only a name's genitive stands before its noun, as a possessive does in English. */
function isGenitive({ text, words, traits }: BlockWords, last: number): boolean {
  const next = last + 1;
  if (!traits.hasCapitalNouns || next >= words.count || gapBefore(words, next) !== Gap.space) return false;
  return hasFlag(words, next, WordFlag.capital) && text.charAt((words.end[last] as number) - 1) === 's';
}

/** Longest word, in code units, that says too little where nothing stands around it. */
const LONGEST_UNTOLD = 3;

/** A short word that is all there is, as in a cell of a table: "X", "AMA". */
function isAlone({ words }: BlockWords, first: number, last: number): boolean {
  if (words.count > 1 || first !== last || hasFlag(words, first, WordFlag.caseless)) return false;
  return (words.end[last] as number) - (words.start[first] as number) <= LONGEST_UNTOLD;
}

function addWord(names: ReadonlyMap<number, string>, hash: number, seen: Observations): void {
  const name = names.get(hash);
  if (name !== undefined) seen.add(name);
}

const WORD_BEFORE = new Map(WORDS_BEFORE.map((word) => [hashWord(word), `word-before.${word}`]));
const WORD_AFTER = new Map(WORDS_AFTER.map((word) => [hashWord(word), `word-after.${word}`]));
