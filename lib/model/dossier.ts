import type { Entity, Fact, Source } from './fact-pack.ts';

/** A citation with its source in place of the source's id. */
export interface CitedSource {
  readonly source: Source;
  readonly quote?: string | undefined;
  readonly locator?: string | undefined;
}

/** A fact ready to be shown: sources in place, its pack named. */
export interface DossierFact extends Omit<Fact, 'sources'> {
  readonly packId: string;
  /** What readers know the pack by. */
  readonly packTitle: string;
  readonly sources: readonly CitedSource[];
}

/**
 * What is known about one entity in one pack: everything that a hover shows, in one read. Or in several
 * packs (lib/services/dossiers.ts): then the entity is the first one's, and each fact names its own.
 */
export interface Dossier {
  readonly packId: string;
  readonly packTitle: string;
  readonly entity: Entity;
  /** Facts whose `about` names the entity, in the pack's order. */
  readonly facts: readonly DossierFact[];
}

/**
 * What the linker knows of an entity, small enough to read by the hundred for one page.
 * Made from a dossier when a pack is imported.
 */
export interface EntityProfile {
  /** Position of the entity in its generation, 0-based: what a gazetteer's candidates refer to. */
  readonly ordinal: number;
  readonly entity: Entity;
  /** Words that describe the entity: from its description and the statements of its facts, most telling first, at most 64. */
  readonly keywords: readonly string[];
  /** Ids of entities that share a fact with this one, at most 64. */
  readonly related: readonly string[];
}
