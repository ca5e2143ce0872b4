import type { Gazetteer } from '../gazetteer/gazetteer.ts';
import { joinCompounds } from '../linker/compounds.ts';
import {
  type Decision,
  decide,
  type Grounds,
  observe,
  readSenses,
  shareAmong,
  toLink,
  type Weighable,
} from '../linker/decide.ts';
import type { Senses } from '../linker/evidence/one-sense.ts';
import type { PageKnowledge } from '../linker/page-knowledge.ts';
import { PageLinker } from '../linker/page-linker.ts';
import type { ResolvedDraft } from '../linker/resolve.ts';
import { LINKER_WEIGHTS, THRESHOLDS } from '../linker/weights.ts';
import type { EntityType } from '../model/fact-pack.ts';
import {
  type LinkThreshold,
  type MatchExplanation,
  type MentionedEntity,
  SURE_FROM,
} from '../model/mention.ts';
import type { MentionsReply } from '../model/messages.ts';
import type { PageContext, TextBlock } from '../model/page.ts';
import { type RejectedMatch, toRejectedForm } from '../model/rejection.ts';
import type { MarkDensity } from '../model/settings.ts';
import { learnProfiles, type ProfileSource } from './learn-profiles.ts';
import { thinOut } from './thin-out.ts';

/** A pack as far as reading a page needs it. */
export interface ReadingSegment {
  readonly gazetteer: Gazetteer;
  readonly generation: ProfileSource;
}

export interface ReadingOptions {
  readonly segments: readonly ReadingSegment[];
  readonly threshold: LinkThreshold;
  readonly density?: MarkDensity | undefined;
  /** Kinds of things that are left unmarked, though they are evidence for the others. */
  readonly hiddenTypes?: readonly EntityType[] | undefined;
  /** What names do not mean, by the reader's word: another meaning may then take their place. */
  readonly rejected?: readonly RejectedMatch[] | undefined;
}

/** One page being read, as long as its port lives. Calls of `scan` must not overlap. */
export interface Reading {
  /**
   * Marks the blocks, and marks earlier ones anew where these change what they mean.
   *
   * @param isLast The page has no more text for now: evidence of all of it is weighed again.
   * @returns every block whose mentions are new or changed.
   */
  scan(blocks: readonly TextBlock[], isLast: boolean): Promise<MentionsReply>;
  forget(blockIds: readonly number[]): void;
  /** Why the name at an offset of a block is linked as it is; `undefined` where nothing is marked. */
  explain(blockId: number, offset: number): MatchExplanation | undefined;
}

/**
 * Drafts up to which every chunk revises the whole page. Beyond, a chunk revises it only when the page
 * has grown by half, or ends: so that the work for a page of any length stays in proportion to it.
 */
const ALWAYS_REVISED = 600;
const GROWTH = 1.5;
/** Drafts that one page may keep, about 20 MB; blocks that come later stay unmarked. */
const MOST_DRAFTS = 50_000;

/** Other meanings that are offered at most, and how likely one must be among all. */
const MOST_OTHERS = 4;
const LEAST_SHARE = 0.02;

export function createReading(
  { segments, threshold, density = 'all', hiddenTypes = [], rejected = [] }: ReadingOptions,
  page: PageContext,
): Reading {
  const rejectedKeys = new Set(rejected.map(({ entityId, form }) => rejectedKey(entityId, form)));
  const linker = new PageLinker(
    segments.map(({ gazetteer }) => gazetteer),
    page,
  );
  const sources = segments.map(({ generation }) => generation);
  const least = THRESHOLDS[threshold];
  /** Decisions that are links, per block, as the page is understood now. */
  const decided = new Map<number, readonly Decision[]>();
  const headings = new Set<number>();
  /** Those that are marked, as the page was told last. */
  const told = new Map<number, readonly Decision[]>();
  let grounds: Grounds | undefined;
  let settledDrafts = 0;

  /** What the names on the page mean, as far as it was read at the last revision. */
  let senses: Senses = new Map();

  const observeBlock = (id: number, on: Grounds): Weighable[] =>
    linker
      .draftsOf(id)
      .map((resolved) => observe(withoutRejected(resolved, linker.textOf(id)), on))
      .filter((weighable) => weighable !== undefined);

  const withoutRejected = (resolved: ResolvedDraft, text: string): ResolvedDraft => {
    if (rejectedKeys.size === 0) return resolved;
    const { draft, options } = resolved;
    const form = toRejectedForm(text.slice(draft.start, draft.end));
    return {
      draft,
      options: options.filter(({ entity }) => !rejectedKeys.has(rejectedKey(entity.id, form))),
    };
  };

  const findOthers = (blockId: number, { draft, option }: Decision): MentionedEntity[] => {
    const weighable =
      grounds && observeBlock(blockId, grounds).find((other) => other.draft.start === draft.start);
    if (!weighable) return [];
    const parts = shareAmong(weighable, LINKER_WEIGHTS.choice, senses);
    return weighable.options
      .map(({ entity }, at) => ({ entity, share: parts[at] as number }))
      .filter(({ entity, share }) => entity.id !== option.entity.id && share >= LEAST_SHARE)
      .sort((one, other) => other.share - one.share)
      .slice(0, MOST_OTHERS)
      .map(({ entity: { id, name, type } }) => ({ id, name, type }));
  };

  const decideBlock = (id: number, weighables: readonly Weighable[], page: PageKnowledge): Decision[] => {
    const decisions = weighables.map((weighable) => decide(weighable, { page, senses }, LINKER_WEIGHTS));
    return joinCompounds(linker.textOf(id), decisions, least).filter(
      ({ score, option }) => score >= least && !hiddenTypes.includes(option.entity.type),
    );
  };

  return {
    async scan(blocks, isLast) {
      let draftCount = linker.draftCount;
      for (const { id, text, isHeading } of blocks) {
        if (isHeading) headings.add(id);
        if (draftCount < MOST_DRAFTS) draftCount += linker.addBlock(id, text);
      }
      await learnProfiles(linker, sources);
      const isDue = draftCount <= ALWAYS_REVISED || draftCount > settledDrafts * GROWTH || isLast;
      if (isDue || grounds === undefined) {
        grounds = linker.settle();
        settledDrafts = draftCount;
      }
      const { page: knowledge } = grounds;
      const observed = new Map<number, Weighable[]>();
      for (const id of isDue ? linker.blockIds : blocks.map((block) => block.id)) {
        observed.set(id, observeBlock(id, grounds));
      }
      if (isDue) senses = readSenses([...observed.values()].flat(), LINKER_WEIGHTS.choice);
      const changed = new Map<number, readonly Decision[]>();
      for (const [id, weighables] of observed) decided.set(id, decideBlock(id, weighables, knowledge));
      // A new mention may be the first of its kind, and take the mark of another block's.
      const marked =
        density === 'all' ? decided : thinOut(decided, headings, density, ({ option }) => option.entity.id);
      for (const id of density === 'all' ? observed.keys() : marked.keys()) {
        const decisions = marked.get(id)!;
        const before = told.get(id);
        if (before !== undefined && isSame(before, decisions)) continue;
        told.set(id, decisions);
        changed.set(id, decisions);
      }
      return toReply(changed);
    },

    forget(blockIds) {
      for (const id of blockIds) {
        linker.forgetBlock(id);
        told.delete(id);
        decided.delete(id);
        headings.delete(id);
      }
    },

    explain(blockId, offset) {
      const decision = decided.get(blockId)?.find(({ draft }) => draft.start <= offset && offset < draft.end);
      if (!decision) return undefined;
      const { score, evidence } = toLink(decision, LINKER_WEIGHTS.acceptance);
      return { score, evidence, others: findOthers(blockId, decision) };
    },
  };
}

function rejectedKey(entityId: string, form: string): string {
  return `${entityId}\n${form}`;
}

/** Change of a score that the page is told of, though the mark is the same. Each block of the page moves a little with each that is read. */
const TOLD_CHANGE = 0.05;

/** Same spans, same entities, and about as sure. */
function isSame(before: readonly Decision[], after: readonly Decision[]): boolean {
  return (
    before.length === after.length &&
    before.every((decision, index) => {
      const other = after[index] as Decision;
      return (
        decision.draft.start === other.draft.start &&
        decision.draft.end === other.draft.end &&
        decision.option.entity.id === other.option.entity.id &&
        decision.score >= SURE_FROM === other.score >= SURE_FROM &&
        Math.abs(decision.score - other.score) < TOLD_CHANGE
      );
    })
  );
}

function toReply(changed: ReadonlyMap<number, readonly Decision[]>): MentionsReply {
  const entities: MentionedEntity[] = [];
  const indexOf = new Map<string, number>();
  const rows: number[] = [];
  for (const [blockId, decisions] of changed) {
    for (const { draft, option, score } of decisions) {
      const { id, name, type } = option.entity;
      let index = indexOf.get(id);
      if (index === undefined) {
        index = entities.length;
        indexOf.set(id, index);
        entities.push({ id, name, type });
      }
      rows.push(blockId, draft.start, draft.end, index, Math.round(score * 1_000));
    }
  }
  return { type: 'mentions', blockIds: [...changed.keys()], entities, rows };
}
