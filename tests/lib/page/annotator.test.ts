// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MentionsReply, PageRequest } from '../../../lib/model/messages.ts';
import { MAX_CHUNK_LENGTH, type TextBlock } from '../../../lib/model/page.ts';
import { Annotator } from '../../../lib/page/annotator.ts';
import { MAX_MARKS_IN_BLOCK } from '../../../lib/page/mentions.ts';
import { HighlightPainter } from '../../../lib/page/paint.ts';
import { SLICE_MS } from '../../../lib/page/slices.ts';
import { createMarkStyles } from '../../../lib/services/mark-styles.ts';
import { createFakeClock, FakePaint, settle } from './fake-page.ts';
import { addInlineStyles } from './inline-styles.ts';

const PAUSE = 90;
const ADA = { id: 'person:ada', name: 'Ada', type: 'person' } as const;

/** A background that knows one name. It answers when told to, so that tests can look at what is in between. */
class FakeLine {
  current = 0;
  readonly requests: PageRequest[] = [];
  #generation = 0;
  #answered = 0;

  open(): number {
    if (this.current === 0) this.current = ++this.#generation;
    return this.current;
  }

  send(request: PageRequest): void {
    this.open();
    this.requests.push(request);
  }

  die(): void {
    this.current = 0;
  }

  get blocks(): TextBlock[] {
    return this.requests.flatMap((request) => (request.type === 'scan' ? request.blocks : []));
  }

  get forgotten(): number[] {
    return this.requests.flatMap((request) => (request.type === 'forget' ? request.blockIds : []));
  }

  answer(annotator: Annotator): void {
    const requests = this.requests.slice(this.#answered);
    this.#answered = this.requests.length;
    for (const request of requests) if (request.type === 'scan') annotator.receive(find(request.blocks));
  }
}

function find(blocks: readonly TextBlock[]): MentionsReply {
  const rows = blocks.flatMap(({ id, text }) =>
    [...text.matchAll(/Ada/g)].flatMap(({ index }) => [id, index, index + 3, 0, 900]),
  );
  return { type: 'mentions', blockIds: blocks.map(({ id }) => id), entities: [ADA], rows };
}

let line: FakeLine;
let paint: FakePaint;
let annotator: Annotator;
let changes: number;

async function start(html: string, clock = createFakeClock()): Promise<void> {
  document.body.innerHTML = html;
  line = new FakeLine();
  paint = new FakePaint();
  changes = 0;
  const painter = new HighlightPainter(paint, document);
  painter.setStyles(createMarkStyles('line'));
  annotator = new Annotator({
    document,
    painter,
    line,
    clock,
    isOwn: () => false,
    greet: () => ({ type: 'hello', page: { url: document.URL, title: '', lang: '', about: [], links: [] } }),
    changed: () => {
      changes += 1;
    },
  });
  annotator.start();
  await settle();
}

async function answer(): Promise<void> {
  line.answer(annotator);
  await settle(0);
}

describe('Annotator', () => {
  beforeEach(() => {
    document.head.innerHTML = '';
    addInlineStyles(document);
  });

  afterEach(() => annotator.stop());

  it('marks what the background finds', async () => {
    await start('<p>Ada met Ada.</p><p>Nobody else.</p>');
    await answer();
    expect(paint.words).toEqual(['Ada', 'Ada']);
    expect(annotator.mentions.size).toBe(2);
    expect(changes).toBeGreaterThan(0);
  });

  it('introduces the page before its text is read, and once', async () => {
    await start('<p>Ada met Ada.</p>');
    expect(line.requests.map(({ type }) => type)).toEqual(['hello', 'scan']);
    annotator.stop();
    await start('');
    expect(line.requests.map(({ type }) => type)).toEqual(['hello']);
  });

  it('marks a name that runs across elements as one', async () => {
    await start('<p>A<b>d</b>a</p>');
    await answer();
    expect(paint.words).toEqual(['Ada']);
  });

  it('leaves no trace in a page without names', async () => {
    await start('<p>Nobody.</p>');
    await answer();
    expect(paint.registry.size).toBe(0);
    expect(paint.sheets).toEqual([]);
  });

  it('closes each batch once, and keeps messages within what a page’s thread can bear', async () => {
    await start(`<p>${'words '.repeat(8_000)}</p>`.repeat(4));
    const scans = line.requests.filter((request) => request.type === 'scan');
    expect(scans.length).toBeGreaterThan(2);
    const lengths = scans.map(({ blocks }) => blocks.reduce((sum, { text }) => sum + text.length, 0));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(MAX_CHUNK_LENGTH);
    expect(scans.map(({ isLast }) => isLast)).toEqual([...scans.slice(1).map(() => false), true]);
  });

  it('keeps marks where words stay, and drops them where they go, before the next frame', async () => {
    await start('<p>Ada met Ada.</p>');
    await answer();
    document.querySelector('p')!.firstChild!.nodeValue = 'Ada met Bob.';
    await Promise.resolve();
    expect(paint.words).toEqual(['Ada']);
  });

  it('keeps the marks of a block until those of its successor are known', async () => {
    await start('<p>Ada wrote</p>');
    await answer();
    document.querySelector('p')!.firstChild!.nodeValue = 'Ada wrote more, as Ada does';
    await settle(PAUSE);
    expect(paint.words).toEqual(['Ada']);
    await answer();
    expect(paint.words).toEqual(['Ada', 'Ada']);
    expect(line.forgotten).toHaveLength(1);
  });

  it('moves marks along when the page renders the same words anew, without asking', async () => {
    await start('<main><p>Ada</p></main>');
    await answer();
    const asked = line.requests.length;
    document.querySelector('main')!.innerHTML = '<p>Ada</p>';
    await settle(PAUSE);
    expect(paint.words).toEqual(['Ada']);
    expect(line.requests).toHaveLength(asked);
  });

  it('drops the marks of what was removed, and tells the background', async () => {
    await start('<p>Ada</p>');
    await answer();
    const [{ id } = { id: -1 }] = line.blocks;
    document.querySelector('p')!.remove();
    await settle(PAUSE);
    expect(annotator.mentions.size).toBe(0);
    expect(line.forgotten).toEqual([id]);
  });

  it('does not wake a sleeping background to tell it that something is gone', async () => {
    await start('<p>Ada</p>');
    await answer();
    line.die();
    document.querySelector('p')!.remove();
    await settle(PAUSE);
    expect(line.current).toBe(0);
    expect(line.forgotten).toEqual([]);
  });

  it('tells a background that was asleep everything, because evidence is in all of the page', async () => {
    await start('<p>Ada</p>');
    await answer();
    line.die();
    document.body.insertAdjacentHTML('beforeend', '<p>More of Ada</p>');
    await settle(PAUSE);
    expect(line.blocks.map(({ text }) => text)).toEqual(['Ada', 'Ada', 'More of Ada']);
  });

  it('asks again what a dying background left open, but not for ever', async () => {
    await start('<p>Ada</p>');
    for (let death = 0; death < 6; death++) {
      line.die();
      annotator.retry();
    }
    expect(line.blocks).toHaveLength(4);
    await answer();
    expect(paint.words).toEqual(['Ada']);
    line.die();
    annotator.retry();
    expect(line.blocks).toHaveLength(4);
  });

  it('paints no words that were overwritten while the background was asked', async () => {
    await start('<p>Ada met Ada.</p>');
    document.querySelector('p')!.firstChild!.nodeValue = 'Eve met Ada.';
    await settle(0);
    line.answer(annotator);
    await Promise.resolve();
    expect(paint.words).toEqual(['Ada']);
  });

  it('passes over answers about blocks that are gone', async () => {
    await start('<p>Ada</p>');
    const late = find(line.blocks);
    document.querySelector('p')!.remove();
    await settle(PAUSE);
    annotator.receive(late);
    await settle(0);
    expect(annotator.mentions.size).toBe(0);
  });

  it('keeps a mention that is found again the same, so that its tooltip stays open', async () => {
    await start('<p>Ada</p>');
    await answer();
    const before = [...annotator.mentions];
    annotator.rescan();
    await answer();
    expect([...annotator.mentions]).toEqual(before);
    expect([...annotator.mentions][0]).toBe(before[0]);
  });

  it('paints a mention anew that has become less sure, and keeps it the same', async () => {
    await start('<p>Ada</p>');
    await answer();
    const [before] = annotator.mentions;
    const [sure] = paint.registry.keys();
    const { id } = line.blocks[0]!;
    annotator.receive({ type: 'mentions', blockIds: [id], entities: [ADA], rows: [id, 0, 3, 0, 600] });
    await settle(0);
    expect([...annotator.mentions]).toEqual([{ ...before, score: 0.6 }]);
    expect([...annotator.mentions][0]).toBe(before);
    expect(paint.words).toEqual(['Ada']);
    expect([...paint.registry.keys()]).not.toEqual([sure]);
  });

  it('marks so much of one paragraph and no more, also when it is scanned again', async () => {
    await start(`<p>${'Ada '.repeat(MAX_MARKS_IN_BLOCK + 500)}</p>`);
    await answer();
    expect(annotator.mentions.size).toBe(MAX_MARKS_IN_BLOCK);
    expect(paint.words).toHaveLength(MAX_MARKS_IN_BLOCK);
    annotator.rescan();
    await answer();
    expect(paint.words).toHaveLength(MAX_MARKS_IN_BLOCK);
  });

  it('takes a later answer for the last word', async () => {
    await start('<p>Ada</p>');
    await answer();
    annotator.receive({ type: 'mentions', blockIds: [line.blocks[0]!.id], entities: [], rows: [] });
    await settle(0);
    expect(paint.words).toEqual([]);
    expect(paint.registry.size).toBe(0);
  });

  it('takes a later answer for the last word while an earlier, longer one is still being painted', async () => {
    const clock = createFakeClock();
    await start('<p>Ada</p><p>Ada</p><p>Ada, not ours</p>', clock);
    // From now on a slice ends after one step.
    let now = 0;
    vi.spyOn(clock, 'now').mockImplementation(() => {
      now += SLICE_MS - 1;
      return now;
    });
    line.answer(annotator);
    annotator.receive({ type: 'mentions', blockIds: [line.blocks.at(-1)!.id], entities: [], rows: [] });
    await vi.waitFor(() => expect(paint.words).toEqual(['Ada', 'Ada']));
    await settle();
    expect(paint.words).toEqual(['Ada', 'Ada']);
    expect(annotator.mentions.size).toBe(2);
  });

  it('introduces the page again when an application goes on to another', async () => {
    await start('<p>Ada</p>');
    await answer();
    const { href } = location;
    history.pushState({}, '', '/next');
    document.body.innerHTML = '<p>Still Ada</p>';
    await settle(PAUSE);
    expect(line.requests.map(({ type }) => type).slice(1)).toContain('hello');
    history.pushState({}, '', href);
  });

  it('takes everything out of the page when it stops', async () => {
    await start('<p>Ada</p>');
    await answer();
    annotator.stop();
    expect(paint.registry.size).toBe(0);
    expect(document.adoptedStyleSheets).toEqual([]);
    expect(annotator.mentions.size).toBe(0);
  });
});
