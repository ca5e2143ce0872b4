import type { Draft } from './draft.ts';
import { addFields, FIELD_COUNT } from './topics.ts';

/** What stands around a draft, made once for all its options. */
export interface Scene {
  /** Stems of the mention's own words. */
  readonly inside: readonly number[];
  /** Words per field (topics.ts) around it. */
  readonly fields: Uint32Array;
  /** Stems around it, but for its direct neighbours: these may be a longer name's, which is other evidence. */
  readonly near: readonly number[];
}

/** Words on each side of a mention that count as near. */
export const NEAR = 12;

export function readScene({ stems, first, hashes }: Draft): Scene {
  const end = first + hashes.length;
  const inside: number[] = [];
  const near: number[] = [];
  const fields = new Uint32Array(FIELD_COUNT);
  const to = Math.min(stems.length, end + NEAR);
  for (let at = Math.max(0, first - NEAR); at < to; at++) {
    const stem = stems[at] as number;
    if (at >= first && at < end) {
      inside.push(stem);
      continue;
    }
    if (at !== first - 1 && at !== end) near.push(stem);
    addFields(stem, fields);
  }
  return { inside, near, fields };
}
