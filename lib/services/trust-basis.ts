import type { InstalledVersion } from '../pack/signature.ts';
import type { InstalledPack } from '../store/fact-store.ts';

/**
 * What a pack is held to: the key that is pinned, or else one that is trusted from elsewhere, and the
 * version that is installed, if any is.
 *
 * @param version Of the pack itself: what is not installed yet cannot go back behind a version.
 */
export function findTrustBasis(
  installed: InstalledPack | undefined,
  trustedKey: string | undefined,
  version: string,
): InstalledVersion | undefined {
  const pinnedKey = installed?.pinnedKey ?? trustedKey;
  if (!installed && pinnedKey === undefined) return undefined;
  return { version: installed?.current.header.version ?? version, pinnedKey };
}
