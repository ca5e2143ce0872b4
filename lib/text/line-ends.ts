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
 * @param findNames where known names stand in a text that differs from `text` at such ends of lines alone: in
 *   its order, none over another.
 * @returns a text of the same length, in which everything stands where it stood.
 */
export function mendLineEnds(text: string, findNames: (reading: string) => readonly Stretch[]): string {
  if (!text.includes('\n') || text.search(HYPHENATED) < 0) return text;
  const asWords = text.replace(HYPHENATED, asWord);
  const isInWord = createLookup(findNames(asWords));
  const isInCompound = createLookup(findNames(text.replace(HYPHENATED, asCompound)));
  return text.replace(HYPHENATED, (end: string, gap: string, small: string | undefined, at: number) => {
    const to = at + end.length;
    const isWord = isInWord(at, to) || (small !== undefined && !isInCompound(at, to));
    return isWord ? asWord(end) : asCompound(end, gap);
  });
}

/** Does a name reach beyond both ends? To be asked in the order of the text: thousands of ends meet thousands of names. */
function createLookup(names: readonly Stretch[]): (from: number, to: number) => boolean {
  let next = 0;
  return (from, to) => {
    while (next < names.length && names[next]!.end <= from) next++;
    const name = names[next];
    return name !== undefined && name.start < from && to < name.end;
  };
}

function asWord(end: string): string {
  return NOTHING.repeat(end.length);
}

function asCompound(_end: string, gap: string): string {
  return `-${NOTHING.repeat(gap.length)}`;
}
