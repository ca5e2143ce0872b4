import { describeProblem, type TranslateProblem } from '../pack/describe.ts';
import type { PackProblem } from '../pack/problems.ts';

/** Characters gathered before they are handed to the browser, which keeps a Blob outside the heap. */
const PIECE_LENGTH = 1_000_000;

/** Every problem of a file, however many: a preview shows the first 200. */
export class ProblemFile {
  readonly #pieces: Blob[] = [];
  #pending = '';

  add(problem: PackProblem): void {
    this.#pending += `${JSON.stringify(problem)}\n`;
    if (this.#pending.length >= PIECE_LENGTH) this.#flush();
  }

  /** As a text to be read, two lines a problem: where and what, then what to do. */
  async write(translate: TranslateProblem): Promise<Blob> {
    this.#flush();
    const written: Blob[] = [];
    for (const piece of this.#pieces) {
      const lines = (await piece.text()).split('\n').filter(Boolean);
      const texts = lines.map((line) => {
        const { sentence, fix } = describeProblem(JSON.parse(line) as PackProblem, translate);
        return `${sentence}\n    ${fix}\n`;
      });
      written.push(new Blob(texts));
    }
    return new Blob(written, { type: 'text/plain;charset=utf-8' });
  }

  #flush(): void {
    if (this.#pending !== '') this.#pieces.push(new Blob([this.#pending]));
    this.#pending = '';
  }
}
