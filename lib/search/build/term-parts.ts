import { PART } from '../format.ts';

/** A part of an index by its name, as it goes to the writer. */
export type SearchPart = readonly [name: string, content: string | ArrayBufferView<ArrayBuffer>];

/** The builder's numbers of words, made positions in their order, in place. */
export function ranked(terms: Uint32Array<ArrayBuffer>, rankOf: Uint32Array): Uint32Array<ArrayBuffer> {
  for (let at = 0; at < terms.length; at++) terms[at] = rankOf[terms[at]!]!;
  return terms;
}

/**
 * All words of an index as one text, in their order, and where each begins in it.
 *
 * @param texts Folded words by their numbers.
 * @param order The numbers, sorted by word.
 */
export function* termParts(texts: readonly string[], order: Uint32Array): Generator<SearchPart> {
  const offsets = new Uint32Array(order.length + 1);
  const sorted: string[] = [];
  let length = 0;
  for (let rank = 0; rank < order.length; rank++) {
    const term = texts[order[rank]!]!;
    offsets[rank] = length;
    length += term.length;
    sorted.push(term);
  }
  offsets[order.length] = length;
  const text = sorted.join('');
  // Bytes come back many times sooner than text does; half a character, which hardly any pack has, needs text.
  yield [PART.termText, text.isWellFormed() ? new TextEncoder().encode(text) : text];
  yield [PART.termOffsets, offsets];
}
