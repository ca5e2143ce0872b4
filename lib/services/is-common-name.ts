import { Commonness, commonnessOf, commonWordsOf, hashWord } from '../linker/common-words.ts';

/**
 * Whether a name is also an ordinary word of its language, so that it will be marked too often unless
 * the pack says more about it. For the checks of an import (lib/pack), which know no words.
 *
 * @param language BCP 47 tag; where the language has no list, English words count.
 */
export function isCommonName(name: string, language: string): boolean {
  if (/\s/.test(name.trim())) return false;
  const commonness = commonnessOf(commonWordsOf(language), hashWord(name));
  return commonness <= Commonness.usual || commonness === Commonness.calendar;
}
