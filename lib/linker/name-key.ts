/** The word hashes of a name as one comparable value. */
export function nameKey(hashes: readonly number[]): string {
  return hashes.join(',');
}
