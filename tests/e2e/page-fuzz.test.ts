import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleModule } from '../../scripts/setup/bundle-module.ts';
import { BROWSER_FAMILIES } from '../../scripts/setup/find-browser.ts';
import type { FuzzedPage } from '../lib/page/fuzzed-nodes.ts';
import { fuzzPages } from '../lib/page/fuzzed-pages.ts';
import type * as RunPages from './fuzz/run-pages.ts';
import { setScene } from './harness.ts';

/** A few in the usual run; `npm run fuzz -- --pages` shows 2,000, or as many as are wished. */
const PAGES = Number(process.env.FACTMARK_FUZZ_BROWSER_PAGES ?? 48);
const SEED = Number(process.env.FACTMARK_FUZZ_SEED ?? 7);

/** A name of the bundled pack that is no other word. */
const NAME = 'Nscale';
/** A plural is the name, too, and so is a company's name with its legal form: chance writes "Nv". */
const FORM = new RegExp(`^${NAME}(['’]?s)?( (ab|ag|bv|co|inc|kg|llc|ltd|nv|plc|sa|se|spa))?$`, 'i');
const FRAMES = 8;
/** Of each call into the page, so that none takes long enough to be taken for hung. */
const BATCH = 64;
/** A page takes a second at most by its own pauses; the rest is patience with a busy machine. */
const MOST_MS = 60_000;
/**
 * How long the marks of a page are waited for at first, and at most, in milliseconds. In both browsers a page's
 * changes are gathered for a tenth of a second, and then read; a busy machine takes longer, and is given more time.
 */
const SETTLING_MS = 160;
const MOST_SETTLING_MS = 5_000;

interface FuzzWorld {
  readonly fuzz: typeof RunPages;
}

describe.each(BROWSER_FAMILIES)(`${PAGES} pages that no author would write, in %s`, (family) => {
  const scene = setScene(family);
  let source: string;
  beforeAll(async () => {
    source = await bundleModule('tests/e2e/fuzz/run-pages.ts', 'fuzz');
  });

  it(
    'are read without an error or a change, in bounded time, and marked where the name stands',
    async () => {
      // The bundled pack is installed when its names are marked.
      const article = await scene.read('article.html');
      await article.waitForMarks();
      await article.tab.close();
      const { tab } = await scene.read('fuzzed.html');
      await tab.inject(source);
      const pages = fc.sample(fuzzPages(NAME), { numRuns: PAGES, seed: SEED });
      let marks = 0;
      const run = async (batch: readonly FuzzedPage[], at: number, settlingMs: number) => {
        const runs = await tab.evaluate(
          (list, url, frames, patience) =>
            (window as unknown as FuzzWorld).fuzz.runPages(list, url, frames, patience),
          batch,
          scene.server.url('fuzzed.html'),
          FRAMES,
          { settlingMs, mostMs: MOST_SETTLING_MS, form: FORM.source },
        );
        for (const [i, { changes, marked, ms }] of runs.entries()) {
          const where = `page ${at + i} of seed ${SEED}`;
          expect(changes, `${where}: ${JSON.stringify(batch[i])}`).toEqual([]);
          expect(
            marked.filter((word) => !FORM.test(word)),
            where,
          ).toEqual([]);
          expect(ms, where).toBeLessThan(MOST_MS);
          marks += marked.length;
        }
      };
      for (let ms = SETTLING_MS; ms <= MOST_SETTLING_MS && marks <= PAGES / 32; ms *= 4) {
        marks = 0;
        for (let at = 0; at < pages.length; at += BATCH) await run(pages.slice(at, at + BATCH), at, ms);
      }
      // Pages without a mark in sight would prove little.
      expect(marks).toBeGreaterThan(PAGES / 32);
      console.log(`${family}: ${PAGES} pages, seed ${SEED}, ${marks} marks`);
    },
    PAGES * 4_000 + 300_000,
  );
});
