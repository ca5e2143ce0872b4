import type { Dossier } from '../model/dossier.ts';

/**
 * Walks two streams of dossiers in parallel and gives both sides of every entity id, in order; one side
 * is undefined where the other alone has it. Both must ascend by `compareIds`, no id twice.
 */
export async function* pairUp(
  before: AsyncIterable<readonly Dossier[]>,
  after: AsyncIterable<readonly Dossier[]>,
  compareIds: (a: string, b: string) => number,
): AsyncGenerator<readonly [Dossier | undefined, Dossier | undefined]> {
  const left = new DossierCursor(before);
  const right = new DossierCursor(after);
  try {
    await Promise.all([left.advance(), right.advance()]);
    while (left.current !== undefined || right.current !== undefined) {
      const order = orderOf(left.current, right.current, compareIds);
      yield [order <= 0 ? left.current : undefined, order >= 0 ? right.current : undefined];
      // Advancing waits only at the end of a batch.
      if (order <= 0 && !left.step()) await left.advance();
      if (order >= 0 && !right.step()) await right.advance();
    }
  } finally {
    await Promise.all([left.close(), right.close()]);
  }
}

function orderOf(
  left: Dossier | undefined,
  right: Dossier | undefined,
  compareIds: (a: string, b: string) => number,
): number {
  if (left === undefined) return 1;
  if (right === undefined) return -1;
  return compareIds(left.entity.id, right.entity.id);
}

/** A place in a stream of batches. */
class DossierCursor {
  readonly #batches: AsyncIterator<readonly Dossier[]>;
  #batch: readonly Dossier[] = [];
  #index = 0;

  constructor(dossiers: AsyncIterable<readonly Dossier[]>) {
    this.#batches = dossiers[Symbol.asyncIterator]();
  }

  /** Undefined at the end. */
  get current(): Dossier | undefined {
    return this.#batch[this.#index];
  }

  /** To the next dossier of the batch. @returns false if the batch is over: then `advance`. */
  step(): boolean {
    this.#index += 1;
    return this.#index < this.#batch.length;
  }

  async advance(): Promise<void> {
    do {
      const { done, value } = await this.#batches.next();
      this.#batch = done ? [] : value;
      this.#index = 0;
      if (done) return;
    } while (this.#batch.length === 0);
  }

  async close(): Promise<void> {
    await this.#batches.return?.();
  }
}
