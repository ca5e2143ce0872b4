/**
 * The longest choice of items whose positions rise, so that two versions of a text can be walked side by
 * side, each once.
 *
 * @param positions Of each item of the new version, where it stands in the old one; -1 if it does not.
 * @returns 1 for each item that is chosen.
 */
export function chooseRising(positions: Int32Array): Uint8Array {
  /** Of the choices of each length, the one with the lowest last position: index of that last item. */
  const ends: number[] = [];
  const before = new Int32Array(positions.length).fill(-1);
  for (const [item, position] of positions.entries()) {
    if (position < 0) continue;
    const length = countBelow(ends, positions, position);
    before[item] = length > 0 ? ends[length - 1]! : -1;
    ends[length] = item;
  }
  const chosen = new Uint8Array(positions.length);
  for (let item = ends.at(-1) ?? -1; item >= 0; item = before[item]!) chosen[item] = 1;
  return chosen;
}

/** How many of `ends`, which rise, are at positions below `position`. */
function countBelow(ends: readonly number[], positions: Int32Array, position: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (positions[ends[middle]!]! < position) low = middle + 1;
    else high = middle;
  }
  return low;
}
