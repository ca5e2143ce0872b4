import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { shuffle } from '../../random.ts';

/** A saved web page, as the corpus's list of pages describes it. */
export interface SavedPage {
  readonly id: string;
  /** Gzipped HTML, relative to the folder of pages. */
  readonly file: string;
  readonly charset: string;
  readonly lang: string;
  readonly kind: string;
  /** Bytes of the HTML. */
  readonly bytes: number;
  /** Code units of text that a reader would read; 0 where there is no article. */
  readonly readerTextChars?: number;
}

/** The saved pages of a corpus. @throws Error if the corpus has none. */
export class SavedPages {
  readonly #folder: string;
  readonly #pages: readonly SavedPage[];

  constructor(corpus: string) {
    this.#folder = path.join(corpus, 'pages');
    this.#pages = readFileSync(path.join(this.#folder, 'manifest.jsonl'), 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as SavedPage);
  }

  get size(): number {
    return this.#pages.length;
  }

  /** The same pages for the same number and seed; the first of a larger sample are the smaller sample. */
  sample(count: number, seed: number, isWanted: (page: SavedPage) => boolean = () => true): SavedPage[] {
    return shuffle(this.#pages.filter(isWanted), seed).slice(0, count);
  }

  /** The page's original bytes. */
  async read({ file }: SavedPage): Promise<Buffer> {
    return promisify(gunzip)(await readFile(path.join(this.#folder, file)));
  }
}
