import { stemmer as stemRussian } from '@orama/stemmers/russian';
import {
  CharacterKind,
  composeMark,
  EXPANDS,
  expansionOf,
  foldedUnitOf,
  foldPair,
  kindOf,
} from './characters.ts';

export { isCyrillic } from './characters.ts';

/** Longest folded word, in code units; what comes after is ignored. Longer ones are no names. */
export const MAX_FOLDED_LENGTH = 1024;

/**
 * Writes the folded form of `text.slice(start, end)`, which should be one word, into `into`.
 *
 * @param into At least MAX_FOLDED_LENGTH long.
 * @returns how many code units were written.
 */
export function foldInto(text: string, start: number, end: number, into: Uint16Array): number {
  let length = 0;
  for (let at = start; at < end && length < MAX_FOLDED_LENGTH - 20; at++) {
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit);
    if (kind > CharacterKind.surrogate) {
      if (kind === CharacterKind.ampersand) length = append('and', into, length);
      else if (kind === CharacterKind.suffixSign) into[length++] = foldedUnitOf(unit);
      // Dots of initials and apostrophes inside a word carry nothing.
      continue;
    }
    if (kind === CharacterKind.ignorable) continue;
    if (kind === CharacterKind.surrogate) {
      length = append(foldPair(unit, text.charCodeAt(++at)), into, length);
      continue;
    }
    if (kind === CharacterKind.mark && length > 0) {
      const composed = composeMark(into[length - 1] as number, unit);
      if (composed === undefined) into[length++] = foldedUnitOf(unit) === EXPANDS ? unit : foldedUnitOf(unit);
      else into[length - 1] = composed;
      continue;
    }
    const folded = foldedUnitOf(unit);
    if (folded !== EXPANDS) into[length++] = folded;
    else length = append(expansionOf(unit), into, length);
  }
  return length;
}

function append(units: string, into: Uint16Array, length: number): number {
  for (let at = 0; at < units.length; at++) into[length++] = units.charCodeAt(at);
  return length;
}

/**
 * Reduces a folded Cyrillic word to its stem, in place (Snowball's Russian algorithm), so that the six
 * cases of a name are one.
 *
 * @returns the stem's length.
 */
export function stemInto(units: Uint16Array, length: number): number {
  const stem = stemRussian(String.fromCharCode(...units.subarray(0, length)));
  return append(stem, units, 0);
}
