import { MatchFlag } from '../gazetteer/mentions.ts';
import { Commonness } from './common-words.ts';
import type { Draft } from './draft.ts';
import type { KnownEntity } from './known-entity.ts';
import type { Option, ResolvedDraft } from './resolve.ts';

/** Strength from which an entity counts as established: its short forms and relatives may build on it. */
export const ESTABLISHED = 0.3;

/** An entity that the page names in a way that hardly leaves doubt. */
export interface Establishment {
  readonly entity: KnownEntity;
  /** 0..1; the more other entities share the name, the less. */
  readonly strength: number;
  /** Words of the longest name by which the page calls it. */
  readonly longest: number;
}

export type Established = ReadonlyMap<string, Establishment>;

/**
 * Finds what the page establishes by full names: names of several words, or single words that are not
 * common ones, written as the pack writes them. The first pass over a page; it needs no weights, so that
 * short forms and coherence build on what is plain, not on earlier guesses.
 */
export function establish(drafts: readonly ResolvedDraft[]): Established {
  const established = new Map<string, Establishment>();
  for (const { draft, options } of drafts) {
    const strength = strengthOf(draft);
    if (strength === 0) continue;
    const exact = options.filter((option) => isPlain(option, draft));
    for (const { entity } of exact) {
      const known = established.get(entity.id);
      established.set(entity.id, {
        entity,
        strength: Math.max(known?.strength ?? 0, strength / exact.length),
        longest: Math.max(known?.longest ?? 0, draft.hashes.length),
      });
    }
  }
  return established;
}

function strengthOf(draft: Draft): number {
  if (draft.position === 'lower') return 0;
  if (draft.hashes.length > 1) return 1;
  return draft.surface.length > 3 && draft.commonness === Commonness.rare ? 0.5 : 0;
}

function isPlain({ candidate }: Option, { hashes }: Draft): boolean {
  if (candidate.isDerived || candidate.kind === 'weak') return false;
  return (
    candidate.match === MatchFlag.exact ||
    // "Des Internationalen Olympischen Komitees": several words that agree but for an ending.
    (candidate.match === MatchFlag.inflected && hashes.length > 1) ||
    (candidate.match === MatchFlag.otherCase && candidate.casing !== 'lower')
  );
}
