/**
 * Stands between the code and whatever it awaits outside IndexedDB: storage, alarms, messages, permissions.
 * Counts the calls, and kills the process at one of them: a call that the dead make never reaches anybody,
 * and nobody hears its answer. Each call is two moments: before it has any effect, and after.
 */
export class AwaitSeam {
  readonly #at: number;
  readonly #restores: (() => void)[] = [];
  readonly #death = Promise.withResolvers<void>();
  #moments = 0;

  /** @param at 1-based number of the moment at which the process dies; Infinity only counts. */
  constructor(at: number) {
    this.#at = at;
  }

  get death(): Promise<void> {
    return this.#death.promise;
  }

  /** Passed so far. */
  get moments(): number {
    return this.#moments;
  }

  get #isDead(): boolean {
    return this.#moments >= this.#at;
  }

  /** Watches a method that answers with a promise. */
  watch<Owner extends object>(owner: Owner, ...methods: readonly (keyof Owner)[]): void {
    for (const method of methods) {
      const original = owner[method] as (...args: unknown[]) => unknown;
      const watched = async (...args: unknown[]) => {
        await this.#pass();
        const answer = await original.apply(owner, args);
        await this.#pass();
        return answer;
      };
      owner[method] = watched as Owner[keyof Owner];
      this.#restores.push(() => {
        owner[method] = original as Owner[keyof Owner];
      });
    }
  }

  /** Lets everything work again, as for the next process. */
  remove(): void {
    for (const restore of this.#restores.toReversed()) restore();
  }

  #pass(): Promise<void> {
    if (!this.#isDead) this.#moments++;
    if (!this.#isDead) return Promise.resolve();
    this.#death.resolve();
    return new Promise(() => {});
  }
}
