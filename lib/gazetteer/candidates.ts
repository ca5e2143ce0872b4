import type { RankedBits } from './bits.ts';

/**
 * Where the candidates of each node stand in the list of all. Most names have one candidate: those come
 * first, in the order of their nodes, so that counting the nodes before finds them. Behind them come the
 * others, for which the beginning of each is kept.
 */
export class CandidateRanges {
  /** Result of {@link find}: from `start` up to `stop`. */
  start = 0;
  stop = 0;
  private readonly single: RankedBits;
  private readonly several: RankedBits;
  /** First candidate of each node with several; one more entry ends the last. */
  private readonly severalStart: Int32Array;

  constructor(single: RankedBits, several: RankedBits, severalStart: Int32Array) {
    this.single = single;
    this.several = several;
    this.severalStart = severalStart;
  }

  /** Does an alias end at this node? */
  has(node: number): boolean {
    return this.single.has(node) || this.several.has(node);
  }

  /** Sets `start` and `stop` for a node that has candidates. */
  find(node: number): void {
    if (this.single.has(node)) {
      this.start = this.single.rank(node);
      this.stop = this.start + 1;
    } else {
      const nth = this.several.rank(node);
      this.start = this.severalStart[nth] as number;
      this.stop = this.severalStart[nth + 1] as number;
    }
  }
}
