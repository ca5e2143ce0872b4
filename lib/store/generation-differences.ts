import type { Dossier } from '../model/dossier.ts';
import type { DossierLine } from './chunks.ts';
import { compareHashed, hashId } from './entity-order.ts';
import type { GenerationDifference } from './fact-store.ts';

/** What comparing needs of a stored generation. */
export interface ComparableGeneration {
  /** All dossiers in the order of entities, not parsed. */
  lines(): AsyncIterable<readonly DossierLine[]>;
  /** JSON by id of shared sources. */
  readSharedSources(ids: ReadonlySet<string>): Promise<ReadonlyMap<string, string>>;
  toDossiers(lines: readonly DossierLine[]): Promise<readonly Dossier[]>;
}

/** Pairs looked at before the sources of those that look alike are compared. */
const BATCH_PAIRS = 512;
/** Verdicts on shared sources that are remembered. */
const MAX_VERDICTS = 100_000;

type LinePair = readonly [DossierLine | undefined, DossierLine | undefined];

/**
 * Walks two generations side by side and hands out what differs. What is the same to the letter, with
 * the sources that it cites, is only counted: of half a million facts an update changes few, and those
 * alone are parsed.
 */
export async function* walkDifferences(
  before: ComparableGeneration,
  after: ComparableGeneration,
): AsyncGenerator<GenerationDifference> {
  const sources = new SourceComparison(before, after);
  for await (const pairs of pairLines(before.lines(), after.lines())) {
    await sources.learn(pairs);
    const unchanged = { entities: 0, facts: 0 };
    const different: LinePair[] = [];
    for (const pair of pairs) {
      if (sources.isSame(pair)) {
        unchanged.entities++;
        unchanged.facts += pair[1]!.subjectFacts;
      } else different.push(pair);
    }
    const parse = async (generation: ComparableGeneration, side: 0 | 1) =>
      new Map(
        (await generation.toDossiers(different.flatMap((pair) => pair[side] ?? []))).map((dossier) => [
          dossier.entity.id,
          dossier,
        ]),
      );
    const [olds, news] = [await parse(before, 0), await parse(after, 1)];
    yield {
      unchanged,
      pairs: different.map(([old, next]) => [old && olds.get(old.id), next && news.get(next.id)]),
    };
  }
}

/** Tells whether two dossiers are the same to the letter, their sources included. */
class SourceComparison {
  readonly #before: ComparableGeneration;
  readonly #after: ComparableGeneration;
  /** Whether a shared source is the same on both sides. */
  readonly #verdicts = new Map<string, boolean>();

  constructor(before: ComparableGeneration, after: ComparableGeneration) {
    this.#before = before;
    this.#after = after;
  }

  /** Reads the shared sources that deciding about these pairs takes. */
  async learn(pairs: readonly LinePair[]): Promise<void> {
    if (this.#verdicts.size > MAX_VERDICTS) this.#verdicts.clear();
    const wanted = new Set<string>();
    for (const [old, next] of pairs) {
      if (!old || !next || old.json !== next.json) continue;
      for (const id of next.sourceIds) {
        const isShared = old.findOwnSource(id) === undefined || next.findOwnSource(id) === undefined;
        if (isShared && !this.#verdicts.has(id)) wanted.add(id);
      }
    }
    const [olds, news] = [
      await this.#before.readSharedSources(wanted),
      await this.#after.readSharedSources(wanted),
    ];
    for (const id of wanted) {
      const [old, next] = [olds.get(id), news.get(id)];
      // Shared on one side only: no verdict that holds for every dossier, so each is compared in full.
      this.#verdicts.set(id, old !== undefined && old === next);
    }
  }

  isSame([old, next]: LinePair): boolean {
    if (!old || !next || old.json !== next.json) return false;
    return next.sourceIds.every((id) => {
      const ownOld = old.findOwnSource(id);
      const ownNew = next.findOwnSource(id);
      return ownOld !== undefined && ownNew !== undefined
        ? ownOld === ownNew
        : this.#verdicts.get(id) === true;
    });
  }
}

/** Both sides of every entity, in order, some hundred at a time. */
async function* pairLines(
  before: AsyncIterable<readonly DossierLine[]>,
  after: AsyncIterable<readonly DossierLine[]>,
): AsyncGenerator<readonly LinePair[]> {
  const [left, right] = [new LineCursor(before), new LineCursor(after)];
  try {
    let pairs: LinePair[] = [];
    await left.fill();
    await right.fill();
    while (left.current || right.current) {
      const order = compareLines(left.current, right.current);
      pairs.push([order <= 0 ? left.current : undefined, order >= 0 ? right.current : undefined]);
      if (order <= 0 && !left.step()) await left.fill();
      if (order >= 0 && !right.step()) await right.fill();
      if (pairs.length < BATCH_PAIRS) continue;
      yield pairs;
      pairs = [];
    }
    if (pairs.length > 0) yield pairs;
  } finally {
    await Promise.all([left.close(), right.close()]);
  }
}

function compareLines(left: DossierLine | undefined, right: DossierLine | undefined): number {
  if (!left) return 1;
  if (!right) return -1;
  return left.id === right.id ? 0 : compareHashed(hashId(left.id), left.id, hashId(right.id), right.id);
}

/** A place in a stream of batches. */
class LineCursor {
  readonly #batches: AsyncIterator<readonly DossierLine[]>;
  #batch: readonly DossierLine[] = [];
  #at = 0;

  constructor(batches: AsyncIterable<readonly DossierLine[]>) {
    this.#batches = batches[Symbol.asyncIterator]();
  }

  /** Undefined at the end, and until `fill` was called. */
  get current(): DossierLine | undefined {
    return this.#batch[this.#at];
  }

  /** @returns false where the next batch has to be waited for. */
  step(): boolean {
    return ++this.#at < this.#batch.length;
  }

  async fill(): Promise<void> {
    this.#at = 0;
    do {
      const { done, value } = await this.#batches.next();
      this.#batch = done ? [] : value;
      if (done) return;
    } while (this.#batch.length === 0);
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
