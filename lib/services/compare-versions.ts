/**
 * Precedence of semantic versions (semver.org §11): negative if `a` comes before `b`. Build metadata
 * does not count. Both must be valid; lib/pack sees to that.
 */
export function compareVersions(a: string, b: string): number {
  const left = parseVersion(a);
  const right = parseVersion(b);
  return (
    compareParts(left.core, right.core) ||
    // A release comes after all of its pre-releases.
    Number(left.preRelease.length === 0) - Number(right.preRelease.length === 0) ||
    compareParts(left.preRelease, right.preRelease)
  );
}

function parseVersion(version: string): { core: string[]; preRelease: string[] } {
  const [withoutBuild = ''] = version.split('+');
  const dash = withoutBuild.indexOf('-');
  return dash < 0
    ? { core: withoutBuild.split('.'), preRelease: [] }
    : { core: withoutBuild.slice(0, dash).split('.'), preRelease: withoutBuild.slice(dash + 1).split('.') };
}

function compareParts(left: readonly string[], right: readonly string[]): number {
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const a = left[i];
    const b = right[i];
    if (a === b) continue;
    // All that is shared being equal, more parts come later.
    if (a === undefined || b === undefined) return a === undefined ? -1 : 1;
    const areNumbers = [/^\d+$/.test(a), /^\d+$/.test(b)];
    if (areNumbers[0] && areNumbers[1]) return compareDigits(a, b);
    if (areNumbers[0] !== areNumbers[1]) return areNumbers[0] ? -1 : 1;
    return a < b ? -1 : 1;
  }
  return 0;
}

/** Numbers without leading zeros, of any length. */
function compareDigits(a: string, b: string): number {
  return a.length - b.length || (a < b ? -1 : 1);
}
