/** Longest sentence that is used, in UTF-16 code units to each side; text without full stops has none. */
const MAX_REACH = 400;

/** The sentence around a span of a text, for finding the facts that it speaks of. */
export function sentenceAround(text: string, start: number, end: number): string {
  const from = Math.max(0, start - MAX_REACH);
  const window = text.slice(from, end + MAX_REACH);
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });
  return (
    segmenter
      .segment(window)
      .containing(start - from)
      ?.segment.trim() ?? ''
  );
}
