import type { Decision } from './decide.ts';
import type { KnownEntity } from './known-entity.ts';
import { nameKey } from './name-key.ts';

/**
 * Joins two neighbouring mentions that together name the second one's entity by another of its names:
 * "U.S." and "Navy", when the Navy is also listed as the United States Navy and "U.S." means the United
 * States. No pack lists every such spelling.
 *
 * @param decisions Of one block, in text order.
 * @param least Score of a link: the second mention must reach it, the first need not.
 */
export function joinCompounds(text: string, decisions: readonly Decision[], least: number): Decision[] {
  const joined: Decision[] = [];
  for (const decision of decisions) {
    const before = joined.at(-1);
    if (before && decision.score >= least && isCompound(text, before, decision)) {
      const { draft } = before;
      joined[joined.length - 1] = {
        ...decision,
        draft: {
          ...decision.draft,
          start: draft.start,
          surface: text.slice(draft.start, decision.draft.end),
          hashes: [...draft.hashes, ...decision.draft.hashes],
        },
      };
    } else joined.push(decision);
  }
  return joined;
}

function isCompound(text: string, first: Decision, second: Decision): boolean {
  if (text.slice(first.draft.end, second.draft.start) !== ' ') return false;
  const whole = new Set(second.option.entity.names.map(({ key }) => key));
  return namesOf(first.option.entity).some((name) => whole.has(nameKey([...name, ...second.draft.hashes])));
}

function namesOf(entity: KnownEntity): readonly (readonly number[])[] {
  return entity.names.map(({ hashes }) => hashes);
}
