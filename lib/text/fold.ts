import {
  CharacterKind,
  composeMark,
  EXPANDS,
  expansionOf,
  foldedUnitOf,
  foldPair,
  kindOf,
} from './characters.ts';

/**
 * Comparable form of a text: case, accents where they are optional, apostrophes, hyphens, widths,
 * ligatures and white space no longer matter. Folding twice changes nothing. For comparing and searching;
 * it keeps no offsets (readWords does).
 */
export function fold(source: string): string {
  let folded = foldOnce(source);
  // Half-width jamo become conjoining ones, which fold on: rare enough to look a second time at all texts.
  for (let before = source; before !== folded; ) {
    before = folded;
    folded = foldOnce(before);
  }
  return folded;
}

function foldOnce(source: string): string {
  const text = source.normalize('NFC');
  let folded = '';
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    const kind = kindOf(unit);
    if (kind === CharacterKind.ignorable) continue;
    if (kind === CharacterKind.space || kind === CharacterKind.lineBreak) {
      if (folded !== '' && !folded.endsWith(' ')) folded += ' ';
    } else if (kind === CharacterKind.surrogate) {
      folded += foldPair(unit, text.charCodeAt(++at));
    } else if (kind === CharacterKind.mark && folded !== '') {
      const composed = composeMark(folded.charCodeAt(folded.length - 1), unit);
      if (composed === undefined) folded += foldedString(unit);
      else folded = folded.slice(0, -1) + String.fromCharCode(composed);
    } else folded += foldedString(unit);
  }
  return folded.trimEnd();
}

function foldedString(unit: number): string {
  const folded = foldedUnitOf(unit);
  return folded === EXPANDS ? expansionOf(unit) : String.fromCharCode(folded);
}
