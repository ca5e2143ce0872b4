import { hasFlag, WordFlag } from '../../text/words.ts';
import type { BlockWords } from '../draft.ts';
import { isSentenceStart } from '../positions.ts';
import { hashWords } from '../word-classes.ts';

/** What only a person is called by, and has, and does. English: elsewhere things are "he" and "she", too. */
const PRONOUNS = hashWords('he she him his her hers himself herself');
const RELATIVES = hashWords(
  'father mother dad mom mum wife husband son sons daughter daughters brother sister parents widow fiance fiancee girlfriend boyfriend grandfather grandmother uncle aunt nephew niece cousin childhood death birthday funeral',
);
const DEEDS = hashWords(
  'died born married laughed smiled smiles nodded shrugged sighed whispered grinned sat stood walked slept woke grew graduated studied retired starred sang danced tweeted wept cried',
);

/** Words after a mention among which a pronoun is looked for. */
const FARTHEST = 8;

/**
 * Does the sentence speak of a person by this name: "Ford’s father", "Berg died", "On Monday, Swift took her
 * case to the public"? A pronoun counts only where no other name stands before it that it could mean.
 */
export function isPersonal({ text, words, traits }: BlockWords, last: number): boolean {
  if (!traits.isEnglish) return false;
  let index = last + 1;
  // The possessive ending may be a word of its own.
  while (index < words.count && hasFlag(words, index, WordFlag.possessiveEnding)) index++;
  const isPossessive = index > last + 1 || hasFlag(words, last, WordFlag.possessive);
  if (index >= words.count || hasFlag(words, index, WordFlag.sentenceStart)) return false;
  if (isPossessive) {
    const next = words.hash[index] as number;
    const further = index + 1 < words.count ? (words.hash[index + 1] as number) : next;
    return RELATIVES.has(next) || RELATIVES.has(further);
  }
  if (DEEDS.has(words.hash[index] as number)) return true;
  for (const end = Math.min(words.count, index + FARTHEST); index < end; index++) {
    if (hasFlag(words, index, WordFlag.capital) || isSentenceStart(text, words, index)) return false;
    if (PRONOUNS.has(words.hash[index] as number)) return true;
  }
  return false;
}
