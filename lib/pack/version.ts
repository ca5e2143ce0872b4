/**
 * Precedence of semantic versions (semver.org §11): negative, zero or positive as `a` is lower, equal or
 * higher. Build metadata does not count. Both must be valid, as the schema sees to.
 */
export function compareVersions(a: string, b: string): number {
  const left = parse(a);
  const right = parse(b);
  return (
    compareLists(left.numbers, right.numbers) ||
    // A pre-release comes before the release.
    Number(left.preRelease.length === 0) - Number(right.preRelease.length === 0) ||
    compareLists(left.preRelease, right.preRelease)
  );
}

function parse(version: string): {
  readonly numbers: readonly string[];
  readonly preRelease: readonly string[];
} {
  const [release = ''] = version.split('+', 1);
  const dash = release.indexOf('-');
  const numbers = dash < 0 ? release : release.slice(0, dash);
  return { numbers: numbers.split('.'), preRelease: dash < 0 ? [] : release.slice(dash + 1).split('.') };
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined) return 1;
    const order = compareIdentifiers(left, right);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Numbers by value and before words; words by code unit. Numbers may have more digits than a double holds. */
function compareIdentifiers(a: string, b: string): number {
  const isNumber = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber[0] && isNumber[1]) return a.length - b.length || (a < b ? -1 : Number(a > b));
  if (isNumber[0] !== isNumber[1]) return isNumber[0] ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}
