import { casingOf } from '../../../lib/gazetteer/alias-form.ts';
import type { GazetteerEntry } from '../../../lib/gazetteer/compile.ts';
import type { FindOptions } from '../../../lib/gazetteer/find-mentions.ts';
import { MatchFlag } from '../../../lib/gazetteer/mentions.ts';
import { foldInto, MAX_FOLDED_LENGTH, stemInto } from '../../../lib/text/fold-word.ts';
import { readWords } from '../../../lib/text/read-words.ts';
import { Gap, gapBefore, hasFlag, WordFlag } from '../../../lib/text/words.ts';

/** A mention in the shape that tests compare. */
export interface PlainMention {
  readonly surface: string;
  readonly start: number;
  /** `ordinal:kind:match` of each candidate, sorted. */
  readonly candidates: readonly string[];
}

interface PlainWord {
  readonly start: number;
  readonly end: number;
  readonly letters: string;
  /** What words are compared by: the letters, or their stem. */
  readonly key: string;
  readonly capitals: string;
  readonly gap: number;
  readonly isCapital: boolean;
  readonly hasCapital: boolean;
  readonly mayInflect: boolean;
  readonly isEnding: boolean;
}

const units = new Uint16Array(MAX_FOLDED_LENGTH);
const string = (length: number) => String.fromCharCode(...units.subarray(0, length));

function plainWords(text: string): PlainWord[] {
  const words = readWords(text);
  return Array.from({ length: words.count }, (_, i) => {
    const start = words.start[i] as number;
    const end = words.end[i] as number;
    const length = foldInto(text, start, end, units);
    const letters = string(length);
    const isStem = hasFlag(words, i, WordFlag.stemmed);
    const has = (flag: number) => hasFlag(words, i, flag);
    return {
      start,
      end,
      letters,
      key: isStem ? string(stemInto(units, length)) : letters,
      capitals: has(WordFlag.innerCaps)
        ? capitalsIn(text.slice(start, end))
        : `${has(WordFlag.capital)} ${has(WordFlag.allCaps)}`,
      gap: gapBefore(words, i),
      isCapital: has(WordFlag.capital),
      hasCapital: has(WordFlag.capital) || has(WordFlag.innerCaps),
      mayInflect: has(WordFlag.capital) && !has(WordFlag.digit) && !isStem,
      isEnding: has(WordFlag.possessiveEnding),
    };
  });
}

/** Which letters are capitals. */
function capitalsIn(word: string): string {
  return word
    .replace(/\P{L}/gu, '')
    .replace(/\p{Lu}/gu, 'X')
    .replace(/[^X]/gu, 'x');
}

/** The word as it stands, then without each ending that the language allows. */
function formsOf(word: PlainWord, language: string): string[] {
  if (!word.mayInflect) return [word.key];
  const endings = language === 'en' ? [/s$/] : language === 'de' ? [/[snrm]$/, /e[sn]$/] : [];
  const shorter = endings
    .filter((ending) => ending.test(word.key))
    .map((ending) => word.key.replace(ending, ''));
  const length = word.end - word.start;
  return [word.key, ...shorter.filter((form) => length - (word.key.length - form.length) >= 3)];
}

/** Finds mentions by comparing every alias at every word, as the documentation of findMentions says. */
export function findNaively(
  entries: readonly GazetteerEntry[],
  text: string,
  { language = 'de', ignoreCase = false, overlapping = false }: FindOptions,
): PlainMention[] {
  const aliases = entries.flatMap(({ ordinal, aliases: list }) =>
    list.map((alias) => ({ ...alias, ordinal, words: plainWords(alias.text) })),
  );
  const words = plainWords(text);

  /** May a name that begins with these words go on across the gap? Only if one is written so. */
  const isGapWritten = (keys: readonly string[], gap: number) =>
    aliases.some(
      (alias) =>
        keys.every((key, i) => alias.words[i]?.key === key) && alias.words[keys.length - 1]?.gap === gap,
    );

  const matchAt = (alias: (typeof aliases)[number], first: number): number | undefined => {
    const surface = words.slice(first, first + alias.words.length);
    if (alias.words.length === 0 || surface.length < alias.words.length || surface[0]?.isEnding)
      return undefined;
    let isInflected = false;
    for (const [i, aliasWord] of alias.words.entries()) {
      const word = surface[i] as PlainWord;
      if (!formsOf(word, language).includes(aliasWord.key)) return undefined;
      if (word.key !== aliasWord.key || word.letters !== aliasWord.letters) isInflected = true;
      const keys = alias.words.slice(0, i + 1).map(({ key }) => key);
      if (i > 0 && word.gap >= Gap.dot && !isGapWritten(keys, word.gap)) return undefined;
    }
    if (!ignoreCase && !surface[0]?.isCapital && alias.case !== 'insensitive') {
      const [head] = alias.words;
      const beginsSmall = !head?.isCapital || (head.key === 'the' && alias.words.length > 1);
      const isAllSmall = !surface.some(({ hasCapital }) => hasCapital);
      const casing = casingOf(readWords(alias.text), 0, alias.words.length - 1);
      if (!beginsSmall || (alias.words.length > 1 && isAllSmall && casing !== 'lower')) return undefined;
    }
    if (isInflected) return MatchFlag.inflected;
    return surface.every((word, i) => word.capitals === alias.words[i]?.capitals)
      ? MatchFlag.exact
      : MatchFlag.otherCase;
  };

  const mentions: PlainMention[] = [];
  for (let first = 0; first < words.length; ) {
    const matches = aliases.flatMap((alias) => {
      const match = matchAt(alias, first);
      return match === undefined ? [] : [{ alias, match }];
    });
    const lengths = [...new Set(matches.map(({ alias }) => alias.words.length))].sort((a, b) => b - a);
    for (const length of overlapping ? lengths : lengths.slice(0, 1)) {
      const tied = matches.filter(({ alias }) => alias.words.length === length);
      const start = (words[first] as PlainWord).start;
      const lastEnd = (words[first + length - 1] as PlainWord).end;
      const mark = text.charAt(lastEnd);
      const hasMark =
        /[.!?]/.test(mark) &&
        tied.some(({ alias }) => alias.text.charAt(alias.words.at(-1)?.end ?? 0) === mark);
      mentions.push({
        surface: text.slice(start, lastEnd + (hasMark ? 1 : 0)),
        start,
        candidates: tied.map(({ alias, match }) => `${alias.ordinal}:${alias.kind}:${match}`).sort(),
      });
    }
    first += overlapping ? 1 : (lengths[0] ?? 1);
  }
  return mentions;
}
