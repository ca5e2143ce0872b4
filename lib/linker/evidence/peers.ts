import type { Observations } from '../features.ts';
import type { KnownEntity } from '../known-entity.ts';
import type { Option, ResolvedDraft } from '../resolve.ts';

/** What stands between two names of a row: "Java, Python and Rust". */
const BETWEEN = /^(?:,? (?:and|or|und|oder|et|ou|y|o|и|или) |, ?| & )$/u;

/**
 * The names that stand in one row with each other, by what they may mean.
 *
 * @param drafts Of one block, in text order.
 */
export function findPeers(text: string, drafts: readonly ResolvedDraft[]): ResolvedDraft[] {
  const isJoined = drafts.map(({ draft }, index) => {
    const next = drafts[index + 1];
    return next !== undefined && BETWEEN.test(text.slice(draft.end, next.draft.start));
  });
  return drafts.map((resolved, index) => {
    const peers: (readonly Option[])[] = [];
    if (isJoined[index - 1]) peers.push((drafts[index - 1] as ResolvedDraft).options);
    if (isJoined[index]) peers.push((drafts[index + 1] as ResolvedDraft).options);
    return peers.length === 0 ? resolved : { ...resolved, peers };
  });
}

/**
 * Names in a row are of one kind: "Georgia, Armenia and Turkey" are places, whatever else each may be. Of
 * `other` entities the pack does not tell the kind: they neither suit a row nor break it.
 */
export function describePeers(
  { kind }: KnownEntity,
  peers: readonly (readonly Option[])[],
  seen: Observations,
): void {
  if (kind === 'other') return;
  for (const options of peers) {
    const told = options.filter(({ entity }) => entity.kind !== 'other');
    if (told.length === 0) continue;
    const share = told.filter(({ entity }) => entity.kind === kind).length / told.length;
    seen.add('list.same', share / peers.length);
    seen.add('list.other', (1 - share) / peers.length);
  }
}
