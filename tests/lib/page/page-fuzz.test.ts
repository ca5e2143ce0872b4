// @vitest-environment happy-dom
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MentionsReply, PageRequest } from '../../../lib/model/messages.ts';
import type { TextBlock } from '../../../lib/model/page.ts';
import { Annotator } from '../../../lib/page/annotator.ts';
import { HighlightPainter } from '../../../lib/page/paint.ts';
import { createMarkStyles } from '../../../lib/services/mark-styles.ts';
import { createFakeClock, FakePaint } from './fake-page.ts';
import { buildNodes, takeStep } from './fuzzed-nodes.ts';
import { FUZZED_PAGES, fuzzPages } from './fuzzed-pages.ts';

/** The name that the background of this test knows. */
const NAME = 'Ada';
const ADA = { id: 'person:ada', name: NAME, type: 'person' } as const;

/** Steps of ours for one page, at most: the work is bound by the page, whatever it does. */
const MOST_TURNS = 3_000;

/** A background that knows one name, and answers at once. */
function answer(blocks: readonly TextBlock[]): MentionsReply {
  const rows = blocks.flatMap(({ id, text }) =>
    [...text.matchAll(new RegExp(RegExp.escape(NAME), 'g'))].flatMap(({ index }) => [
      id,
      index,
      index + NAME.length,
      0,
      900,
    ]),
  );
  return { type: 'mentions', blockIds: blocks.map(({ id }) => id), entities: [ADA], rows };
}

/** Lets observers, timers of up to `ms` and promises run: 2,000 pages have no time to wait for a clock. */
const rest = (ms = 1) => vi.advanceTimersByTimeAsync(ms);

describe(`${FUZZED_PAGES} pages that no author would write`, () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it(
    'are read without an error, without a change, in bounded work, and marked where the name stands',
    async () => {
      let marks = 0;
      await fc.assert(
        fc.asyncProperty(fuzzPages(NAME), async ({ body, steps }) => {
          document.body.replaceChildren(buildNodes(document, body));
          const paint = new FakePaint();
          const painter = new HighlightPainter(paint, document);
          painter.setStyles(createMarkStyles('line'));
          const clock = createFakeClock();
          let turns = 0;
          const sent: PageRequest[] = [];
          const annotator = new Annotator({
            document,
            painter,
            line: {
              current: 1,
              open: () => 1,
              send(request) {
                sent.push(request);
                if (request.type === 'scan') annotator.receive(answer(request.blocks));
              },
            },
            clock: {
              now: () => {
                turns++;
                return clock.now();
              },
              nextTurn: clock.nextTurn,
            },
            isOwn: () => false,
            greet: () => ({ type: 'hello', page: { url: '', title: '', lang: '', about: [], links: [] } }),
            changed: () => {},
          });
          annotator.start();
          await rest();
          for (const step of steps) {
            takeStep(document, step);
            if (step.kind === 'pause') await rest();
          }
          const left = document.documentElement.outerHTML;
          annotator.text.readAll();
          // The pause in which changes are gathered, and the work after it.
          await rest(100);

          expect(document.documentElement.outerHTML, 'the page as its script left it').toBe(left);
          expect(turns).toBeLessThan(MOST_TURNS);
          for (const { block, start, end } of annotator.mentions) {
            expect(block.text.slice(start, end)).toBe(NAME);
          }
          for (const words of paint.words) expect(words).toBe(NAME);
          marks += paint.words.length;
          annotator.stop();
          expect(paint.registry.size).toBe(0);
        }),
        { numRuns: FUZZED_PAGES, seed: 7 },
      );
      // Pages without a mark in sight would prove little.
      expect(marks).toBeGreaterThan(FUZZED_PAGES / 4);
    },
    FUZZED_PAGES * 200 + 20_000,
  );
});
