/** Letters that are written from right to left. */
const RIGHT_TO_LEFT = /[\p{sc=Arab}\p{sc=Hebr}\p{sc=Syrc}\p{sc=Thaa}]/u;

/**
 * A text out of a pack as a part of a sentence of ours: where the two may run in different directions, marks
 * that nobody sees keep its full stop at its own end.
 */
export function isolate(text: string, direction: 'ltr' | 'rtl'): string {
  return direction === 'rtl' || RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text;
}
