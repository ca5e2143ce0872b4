import { CharacterKind, kindOf } from './characters.ts';
import { addToHash, EMPTY_HASH } from './hash.ts';
import { GAP_SHIFT, Gap, WordFlag, type Words } from './words.ts';

/** Columns of {@link GAP_AFTER}: one for each kind of character. */
export const GAP_KINDS = 32;

/** The text around decides: an abbreviation, a blank line, or no gap but a word. */
export const UNCLEAR = 0xff;

/** The gap after one more character: `GAP_AFTER[gap * GAP_KINDS + kind]`. */
export const GAP_AFTER = new Uint8Array(Object.keys(Gap).length * GAP_KINDS).fill(UNCLEAR);

for (const gap of Object.values(Gap)) {
  const set = (kind: CharacterKind, next: Gap) => {
    GAP_AFTER[gap * GAP_KINDS + kind] = next;
  };
  const atLeastMark = gap > Gap.mark ? gap : Gap.mark;
  set(CharacterKind.mark, gap);
  set(CharacterKind.ignorable, gap);
  if (gap !== Gap.dot) {
    // "Rhine - Ruhr" is no compound, and a quotation mark no apostrophe.
    const isLoose = gap === Gap.hyphen || gap === Gap.apostrophe;
    set(CharacterKind.space, isLoose ? Gap.mark : gap === Gap.none ? Gap.space : gap);
    if (gap > Gap.space) set(CharacterKind.lineBreak, isLoose ? Gap.mark : gap);
  }
  set(CharacterKind.hyphen, gap === Gap.none ? Gap.hyphen : atLeastMark);
  set(CharacterKind.apostrophe, gap === Gap.none ? Gap.apostrophe : atLeastMark);
  set(CharacterKind.dot, gap === Gap.none ? Gap.dot : atLeastMark);
  set(CharacterKind.comma, atLeastMark);
  set(CharacterKind.sentenceEnd, Gap.sentence);
  set(CharacterKind.opening, atLeastMark);
  set(CharacterKind.other, atLeastMark);
  set(CharacterKind.end, gap);
}

/** Is there another line break before this one, with nothing but white space between? CR LF is one. */
export function isAfterLineBreak(text: string, at: number): boolean {
  for (let before = at - 1; before >= 0; before--) {
    const unit = text.charCodeAt(before);
    const kind = kindOf(unit);
    if (kind === CharacterKind.lineBreak) {
      return !(unit === 13 && text.charCodeAt(at) === 10 && before === at - 1);
    }
    if (kind !== CharacterKind.space) return false;
  }
  return false;
}

/** Words that end in a dot without ending a sentence, in names and before them; by their hash. */
const ABBREVIATIONS = new Set(
  'st ste mr mrs ms dr jr sr prof gen col maj capt lt sgt sen rep gov hon rev pres inc co corp ltd bros no mt ft vs dept univ assn intl'
    .split(' ')
    .map((word) => [...word].reduce((hash, letter) => addToHash(hash, letter.charCodeAt(0)), EMPTY_HASH)),
);
/** In code units. A dot and a space after a longer word end a sentence. */
export const LONGEST_ABBREVIATION = 5;

/** Gap after a dot and a space: abbreviations, and initials that stand alone, leave the sentence open. */
export function gapAfterSentenceDot(words: Words): Gap {
  const last = words.count - 1;
  if (last < 0) return Gap.sentence;
  const length = (words.end[last] as number) - (words.start[last] as number);
  if (length > LONGEST_ABBREVIATION) return Gap.sentence;
  const flags = words.flags[last] as number;
  const isOpen =
    length === 1
      ? (flags & WordFlag.capital) !== 0 && flags >> GAP_SHIFT !== Gap.none
      : ABBREVIATIONS.has(words.hash[last] as number);
  return isOpen ? Gap.space : Gap.sentence;
}
