import type { Observations } from '../features.ts';
import type { KnownEntity } from '../known-entity.ts';

/** Stands for an unknown prominence: about the median of those that are known. */
const MIDDLE = 0.3;

/**
 * How likely it is that a text means this entity rather than a namesake, before reading it: its
 * prominence, and how much the pack knows about it. What a pack says nothing about is seldom meant.
 */
export function describeProminence(entity: KnownEntity, seen: Observations): void {
  seen.add('prominence', (entity.prominence ?? MIDDLE) - MIDDLE);
  seen.add('names', Math.log2(1 + Math.min(31, entity.aliasCount)));
  if (entity.type !== 'concept') seen.add('typed');
  seen.add(`type.${entity.type}`);
}
