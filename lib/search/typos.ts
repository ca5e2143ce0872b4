/**
 * Typos forgiven in a word of a query: none in short words, where every other word is a typo away
 * ("Ada", "Ala"), one from 4 letters on, two from 8.
 */
export function allowedTypos(word: string): number {
  if (word.length < 4) return 0;
  return word.length < 8 ? 1 : 2;
}

/**
 * Typos between two words: letters added, left out, replaced, or swapped with their neighbour (optimal
 * string alignment), in UTF-16 code units.
 *
 * @returns the number, or `max + 1` when there are more than `max`.
 */
export function countTypos(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const isSame = a[row - 1] === b[column - 1];
      let typos = Math.min(
        (last[column] as number) + 1,
        (current[column - 1] as number) + 1,
        (last[column - 1] as number) + (isSame ? 0 : 1),
      );
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        typos = Math.min(typos, (beforeLast[column - 2] as number) + 1);
      }
      current.push(typos);
      best = Math.min(best, typos);
    }
    if (best > max) return max + 1;
    [beforeLast, last] = [last, current];
  }
  return Math.min(last[b.length] as number, max + 1);
}
