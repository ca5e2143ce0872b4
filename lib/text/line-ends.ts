/** A stretch of a text: half-open, UTF-16 code units. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A hyphen, perhaps a soft one, in a word, and the end of the line that it stands at; then whether the word goes on small. */
const HYPHENATED = /(?<=[\p{L}\p{N}])[-\u00AD\u2010]([^\S\n]*\n[^\S\n]*)(?=(\p{Ll})|[\p{L}\p{N}])/gu;

/** As if it were not there, so that what stands behind keeps its place. */
const NOTHING = '\u00AD';

/**
 * Takes up what a hyphen at the end of a line parts. Whether the hyphen belongs to the word ("Coca-|Cola") or
 * only to the line ("Soft-|Bank") is not written; names that are known tell, and where none does, a small
 * letter goes on with the word.
 *
 * @param findNames where known names stand in a text that differs from `text` at such ends of lines alone.
 * @returns a text of the same length, in which everything stands where it stood.
 */
export function mendLineEnds(text: string, findNames: (reading: string) => readonly Stretch[]): string {
  if (!text.includes('\n') || text.search(HYPHENATED) < 0) return text;
  const asWords = text.replace(HYPHENATED, asWord);
  const words = findNames(asWords);
  const compounds = findNames(text.replace(HYPHENATED, asCompound));
  return text.replace(HYPHENATED, (end: string, gap: string, small: string | undefined, at: number) => {
    const isIn = ({ start, end: stop }: Stretch) => start < at && at + end.length < stop;
    const isWord = words.some(isIn) || (small !== undefined && !compounds.some(isIn));
    return isWord ? asWord(end) : asCompound(end, gap);
  });
}

function asWord(end: string): string {
  return NOTHING.repeat(end.length);
}

function asCompound(_end: string, gap: string): string {
  return `-${NOTHING.repeat(gap.length)}`;
}
