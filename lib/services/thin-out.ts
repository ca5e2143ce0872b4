import type { MarkDensity } from '../model/settings.ts';

/**
 * Keeps the first link to each entity: of the page, or of each section, where a heading begins a new one.
 *
 * @param byBlock Links of each block in text order. Blocks follow each other by their numbers, which is the
 * order in which the page was read: that of the page, from where the reader first saw it.
 * @param headings Blocks that are headings; one belongs to the section that it begins.
 */
export function thinOut<Link>(
  byBlock: ReadonlyMap<number, readonly Link[]>,
  headings: ReadonlySet<number>,
  density: Exclude<MarkDensity, 'all'>,
  entityOf: (link: Link) => string,
): Map<number, readonly Link[]> {
  const seen = new Set<string>();
  const isFirst = (link: Link) => {
    const entity = entityOf(link);
    if (seen.has(entity)) return false;
    seen.add(entity);
    return true;
  };
  const thinned = new Map<number, readonly Link[]>();
  for (const id of [...byBlock.keys()].sort((one, other) => one - other)) {
    if (density === 'section' && headings.has(id)) seen.clear();
    thinned.set(id, byBlock.get(id)!.filter(isFirst));
  }
  return thinned;
}
