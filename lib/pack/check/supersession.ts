import { joinPath } from '../paths.ts';
import type { Place, ProblemLog } from '../problems.ts';
import { shorten } from '../problems.ts';
import { NumberList } from './id-table.ts';

/** Ids shown of one cycle; a longer one ends in "…". */
const SHOWN_IDS = 6;

/** A pack with more is no pack of facts but of their history; each costs memory until the end. */
export const MAX_SUPERSESSIONS = 1_000_000;

/** Which fact replaces which; a circle of facts that replace each other leaves none to show. */
export class Supersession {
  readonly #log: ProblemLog;
  readonly #from = new NumberList();
  readonly #to = new NumberList();
  /** By ordinal of the fact that replaces others. */
  #isOverflowing = false;
  readonly #facts = new Map<number, { readonly id: string; readonly place: Place }>();

  constructor(log: ProblemLog) {
    this.#log = log;
  }

  /** @param newer, older Ordinals of fact ids. */
  add(newer: number, older: number, id: string, place: Place): void {
    if (this.#from.length >= MAX_SUPERSESSIONS) {
      if (!this.#isOverflowing) this.#log.add('too-many-references', place, { limit: MAX_SUPERSESSIONS });
      this.#isOverflowing = true;
      return;
    }
    this.#from.push(newer);
    this.#to.push(older);
    if (!this.#facts.has(newer)) this.#facts.set(newer, { id, place });
  }

  finish(): void {
    for (const cycle of this.#findCycles()) {
      const facts = cycle.flatMap((ordinal) => this.#facts.get(ordinal) ?? []);
      const [first] = facts;
      if (first === undefined) continue;
      const shown = facts.slice(0, SHOWN_IDS).map(({ id }) => shorten(id, 40));
      const ids = [...shown, facts.length > SHOWN_IDS ? '…' : shorten(first.id, 40)].join(' → ');
      this.#log.add(
        'supersession-cycle',
        { ...first.place, path: joinPath(first.place.path, ['supersedes']) },
        { ids },
      );
    }
  }

  /** Every cycle that a depth-first walk closes: at least one of each knot. */
  #findCycles(): number[][] {
    const from = this.#from.toArray();
    const to = this.#to.toArray();
    const edgesFrom = Map.groupBy(from.keys(), (edge) => from[edge]!);
    const cycles: number[][] = [];
    const done = new Set<number>();
    for (const start of this.#facts.keys()) {
      if (done.has(start)) continue;
      // A walk of its own stack: a chain of a million versions must not overflow the engine's.
      const trail: { readonly fact: number; next: number }[] = [{ fact: start, next: 0 }];
      const positions = new Map<number, number>([[start, 0]]);
      for (let top = trail.at(-1); top !== undefined; top = trail.at(-1)) {
        const edge = edgesFrom.get(top.fact)?.[top.next++];
        if (edge === undefined) {
          done.add(top.fact);
          positions.delete(top.fact);
          trail.pop();
          continue;
        }
        const older = to[edge]!;
        const position = positions.get(older);
        if (position !== undefined) cycles.push(trail.slice(position).map(({ fact }) => fact));
        else if (!done.has(older)) {
          positions.set(older, trail.length);
          trail.push({ fact: older, next: 0 });
        }
      }
    }
    return cycles;
  }
}
