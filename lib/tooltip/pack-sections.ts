import type { ArrangedFact, FactGroup, PackSection } from '../model/entity-facts.ts';

/**
 * Arranged facts by the pack that they come from, the packs in the reader's order. A dispute between
 * packs stays whole: it stands with the first of them, and that one's account comes first.
 *
 * @param packIds In the reader's order.
 */
export function sectionsByPack(groups: readonly FactGroup[], packIds: readonly string[]): PackSection[] {
  const rank = new Map([...new Set(packIds)].map((packId, index) => [packId, index]));
  const rankOf = ({ fact }: ArrangedFact) => rank.get(fact.packId) ?? rank.size;
  const inOrder = groups.map((group) => {
    const [first, ...others] = group.toSorted((one, other) => rankOf(one) - rankOf(other));
    return [first!, ...others] as const;
  });
  const sections = Map.groupBy(inOrder, ([{ fact }]) => fact.packId);
  return [...sections]
    .map(([packId, ofPack]) => ({ packId, packTitle: ofPack[0]![0].fact.packTitle, groups: ofPack }))
    .sort((one, other) => rankOf(one.groups[0]![0]) - rankOf(other.groups[0]![0]));
}
