import type { EntityType } from './fact-pack.ts';

/** Half-open `[start, end)` offsets in UTF-16 code units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One reason for or against a link, for "Why this match?". Weight > 0 speaks for, < 0 against. */
export interface Evidence {
  readonly kind: EvidenceKind;
  /** Contribution to the score, in log-odds. */
  readonly weight: number;
  /** The word, phrase or name that the evidence rests on, as data for the sentence shown; never HTML. */
  readonly detail?: string | undefined;
}

export const EVIDENCE_KINDS = [
  'alias-quality',
  'case',
  'context',
  'exclude',
  'longer-name',
  'coherence',
  'one-sense',
  'short-form',
  'page',
  'prominence',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

/** The linker's answer for one mention. An abstention is simply no link. */
export interface Link extends Span {
  readonly entityId: string;
  /** Probability that the link is right, 0..1. */
  readonly score: number;
  readonly evidence: readonly Evidence[];
}

/** An entity as far as a mark and a list of mentions need it. */
export interface MentionedEntity {
  readonly id: string;
  readonly name: string;
  readonly type: EntityType;
}

/** Why a mention is linked as it is, and what else it might mean. */
export interface MatchExplanation {
  /** Probability that the link is right, 0..1. */
  readonly score: number;
  /** The weightiest first. */
  readonly evidence: readonly Evidence[];
  /** Other entities that have the name and may be meant, likelier first. */
  readonly others: readonly MentionedEntity[];
}

export const LINK_THRESHOLDS = ['strict', 'balanced', 'everything'] as const;
/** How sure the linker must be before it marks. */
export type LinkThreshold = (typeof LINK_THRESHOLDS)[number];

/** A link that is less likely right than this is marked as unsure. */
export const SURE_FROM = 0.8;
