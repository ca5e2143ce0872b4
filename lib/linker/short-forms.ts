import { Endings, hashWithout, NO_HASH } from '../gazetteer/endings.ts';
import { MatchFlag } from '../gazetteer/mentions.ts';
import { Gap, gapBefore, hasFlag, WordFlag, type Words } from '../text/words.ts';
import type { CommonWords } from './common-words.ts';
import { Commonness, commonnessOf } from './common-words.ts';
import type { DraftCandidate } from './draft.ts';
import type { KnownEntity } from './known-entity.ts';
import { nameKey } from './name-key.ts';
import { DEFINITE_ARTICLES, GENERIC_ENDINGS, LEGAL_FORMS, TITLES } from './word-classes.ts';

/** Words that a name may have for its parts to become short forms; longer ones are titles of works. */
const LONGEST_NAME = 6;

export interface ShortForm {
  readonly hashes: readonly number[];
  readonly candidate: DraftCandidate;
}

/** First word's hash → short forms that begin with it. */
export type ShortForms = Map<number, ShortForm[]>;

/**
 * What a page may call an entity once it has given its full name: "Altman" after "Sam Altman",
 * "SoftBank" after "SoftBank Group", "Van Gaal", "United". Parts in the name's own order; no part that is
 * only common small words.
 *
 * @param readName The words of one of its names, as lib/text reads them.
 */
export function shortFormsOf(
  entity: KnownEntity,
  key: number,
  common: CommonWords,
  readName: (text: string) => Words,
): ShortForm[] {
  const listed = new Set(entity.names.map((name) => name.key));
  const forms = new Map<number, ShortForm>();
  for (const { text } of entity.names) {
    const words = readName(text);
    const count = words.count;
    if (count < 2 || count > LONGEST_NAME) continue;
    for (let first = 0; first < count; first++) {
      for (let last = first; last < count && last - first < count - 1; last++) {
        // What stands in the middle of an organisation's name is what it deals with.
        if (entity.type !== 'person' && first > 0 && last < count - 1) continue;
        if (!isPart(words, first, last, common)) continue;
        const hashes = Array.from(words.hash.subarray(first, last + 1));
        const partKey = nameKey(hashes);
        if (listed.has(partKey) || forms.has(partKey)) continue;
        const candidate: DraftCandidate = {
          key,
          kind: 'name',
          case: 'auto',
          casing: 'capitalised',
          match: MatchFlag.exact,
          isDerived: true,
        };
        forms.set(partKey, { hashes, candidate });
      }
    }
  }
  return [...forms.values()];
}

/** What a page has said to stand for the entity; undefined where it is one of its names anyway. */
export function abbreviationOf(entity: KnownEntity, key: number, hash: number): ShortForm | undefined {
  const hashes = [hash];
  const formKey = nameKey(hashes);
  if (entity.names.some((name) => name.key === formKey)) return undefined;
  return {
    hashes,
    candidate: {
      key,
      kind: 'name',
      case: 'auto',
      casing: 'caps',
      match: MatchFlag.exact,
      isDerived: true,
      derivation: 'abbreviation',
    },
  };
}

/** Hash of a word without the "s" of a genitive that takes no apostrophe: "Merkels", "Bergs"; NO_HASH if it has none. */
export function withoutGenitive(words: Words, text: string, index: number): number {
  const last = text.charCodeAt((words.end[index] as number) - 1);
  return last === SMALL_S ? hashWithout(1, words, text, index, Endings.s) : NO_HASH;
}
const SMALL_S = 's'.charCodeAt(0);

/** Begins and ends with a capital, and is more than a common word: "Bank" alone is none of "Bank of Goa". */
function isPart(words: Words, first: number, last: number, common: CommonWords): boolean {
  if (!isNameWord(words, first) || !isNameWord(words, last)) return false;
  if (first > 0 && gapBefore(words, first) >= Gap.hyphen) return false;
  if (last + 1 < words.count && gapBefore(words, last + 1) === Gap.hyphen) return false;
  let isGeneric = true;
  let rarest: number = Commonness.basic;
  for (let index = first; index <= last; index++) {
    if (index > first && gapBefore(words, index) >= Gap.dot) return false;
    const hash = words.hash[index] as number;
    if (!GENERIC_ENDINGS.has(hash) && !TITLES.has(hash)) isGeneric = false;
    const found = commonnessOf(common, hash);
    rarest = Math.max(rarest, found === Commonness.calendar ? Commonness.basic : found);
  }
  return (
    !isGeneric &&
    rarest > Commonness.basic &&
    (words.end[last] as number) - (words.start[first] as number) > 2
  );
}

function isNameWord(words: Words, index: number): boolean {
  const hash = words.hash[index] as number;
  if (!mayBeName(words, index)) return false;
  return !DEFINITE_ARTICLES.has(hash) && !LEGAL_FORMS.has(hash);
}

/** A capital, or letters that have none, of a script with spaces between words. */
function mayBeName(words: Words, index: number): boolean {
  return (
    hasFlag(words, index, WordFlag.capital | WordFlag.innerCaps | WordFlag.caseless) &&
    !hasFlag(words, index, WordFlag.solo)
  );
}

/**
 * Short forms found in the words of a block: the longest at each word; lower-case words never match.
 *
 * @param hasEndings The text's language puts an "s" to names without an apostrophe.
 */
export function findShortForms(
  words: Words,
  text: string,
  forms: ShortForms,
  hasEndings: boolean,
): { first: number; last: number; candidates: DraftCandidate[] }[] {
  const found: { first: number; last: number; candidates: DraftCandidate[] }[] = [];
  if (forms.size === 0) return found;
  for (let first = 0; first < words.count; first++) {
    if (!mayBeName(words, first)) continue;
    let length = 0;
    let candidates: DraftCandidate[] = [];
    const take = (form: ShortForm, isInflected: boolean) => {
      if (form.hashes.length > length) candidates = [];
      length = form.hashes.length;
      candidates.push(isInflected ? { ...form.candidate, match: MatchFlag.inflected } : form.candidate);
    };
    for (const form of forms.get(words.hash[first] as number) ?? []) {
      if (form.hashes.length >= length && standsAt(words, first, form.hashes)) take(form, false);
    }
    if (hasEndings && length === 0) {
      const stem = withoutGenitive(words, text, first);
      for (const form of (stem === NO_HASH ? undefined : forms.get(stem)) ?? []) {
        if (form.hashes.length === 1) take(form, true);
      }
    }
    if (length === 0) continue;
    found.push({ first, last: first + length - 1, candidates });
    first += length - 1;
  }
  return found;
}

function standsAt(words: Words, first: number, hashes: readonly number[]): boolean {
  if (first + hashes.length > words.count) return false;
  return hashes.every(
    (hash, at) => words.hash[first + at] === hash && (at === 0 || gapBefore(words, first + at) <= Gap.hyphen),
  );
}
