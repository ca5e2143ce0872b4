import { buildNodes, type FuzzedPage, takeStep } from '../../lib/page/fuzzed-nodes.ts';

/** What became of one page. */
export interface PageRun {
  /** Changes that somebody other than the page made to it, a few words each. */
  readonly changes: readonly string[];
  /** The words that are marked in the end, in everyday letters: soft hyphens and the like stand in words unseen. */
  readonly marked: readonly string[];
  /** From the first node to the rest in the end, in milliseconds. */
  readonly ms: number;
}

/** How a page is waited for. */
export interface Patience {
  /** How long each page is left alone in the end, in milliseconds. */
  readonly settlingMs: number;
  /** The same at most, where words are marked that are not of this form: the page may not have been read since. */
  readonly mostMs: number;
  /** An expression, in whatever case. */
  readonly form: string;
}

const PAUSE_MS = 20;

const rest = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Shows each page in one of the frames of this document, several at a time, and does to it what its script
 * would. A frame is a document for some pages, and is then loaded anew.
 */
export async function runPages(
  pages: readonly FuzzedPage[],
  frameUrl: string,
  frameCount: number,
  patience: Patience,
): Promise<readonly PageRun[]> {
  const runs: PageRun[] = [];
  const waiting = [...pages.entries()];
  document.body.replaceChildren();
  await Promise.all(
    Array.from({ length: frameCount }, async () => {
      const frame = document.createElement('iframe');
      frame.style.cssText = 'width: 300px; height: 150px';
      document.body.append(frame);
      let shown = 0;
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (shown++ % 10 === 0) await load(frame, frameUrl);
        runs[next[0]] = await runPage(frame.contentWindow as Window & typeof globalThis, next[1], patience);
      }
      frame.remove();
    }),
  );
  return runs;
}

function load(frame: HTMLIFrameElement, url: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    frame.onload = resolve;
    frame.onerror = () => reject(new Error(`${url} could not be shown`));
    frame.src = url;
  });
}

async function runPage(
  view: Window & typeof globalThis,
  { body, steps }: FuzzedPage,
  { settlingMs, mostMs, form }: Patience,
): Promise<PageRun> {
  const page = view.document;
  const changes: string[] = [];
  const observer = new view.MutationObserver((records) => {
    for (const { type, target } of records) changes.push(`${type} of ${target.nodeName}`);
  });
  /** Our own records are taken away before anybody else has had a turn. */
  const change = (make: () => void) => {
    make();
    observer.takeRecords();
    for (const root of [page, ...shadowRootsOf(page)]) {
      observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    }
  };
  const start = performance.now();
  change(() => page.body.replaceChildren(buildNodes(page, body)));
  await rest(PAUSE_MS);
  for (const step of steps) {
    change(() => takeStep(page, step));
    if (step.kind === 'pause') await rest(PAUSE_MS);
  }
  const isName = new RegExp(form, 'i');
  let marked: readonly string[];
  const end = performance.now() + mostMs;
  do {
    await rest(settlingMs);
    marked = listMarked(view);
  } while (!marked.every((word) => isName.test(word)) && performance.now() < end);
  observer.disconnect();
  return { changes, marked, ms: performance.now() - start };
}

function shadowRootsOf(root: Document | ShadowRoot): ShadowRoot[] {
  return [...root.querySelectorAll('*')].flatMap(({ shadowRoot }) =>
    shadowRoot ? [shadowRoot, ...shadowRootsOf(shadowRoot)] : [],
  );
}

/** Marks whose words have left the page meanwhile, or are not to be seen, paint nothing and do not count. */
function listMarked(view: Window & typeof globalThis): string[] {
  const ranges = [...view.CSS.highlights.values()].flatMap((highlight) => [...highlight]);
  return ranges
    .filter(({ startContainer, endContainer }) => startContainer.isConnected && endContainer.isConnected)
    .map((range) =>
      readSeen(view.document, range)
        .replace(/\p{Format}/gu, '')
        .normalize('NFKC'),
    )
    .filter((word) => word !== '');
}

/** The text of a range, without what stands in it unseen: a name may be parted by an element that has no box. */
function readSeen(
  page: Document,
  { startContainer, startOffset, endContainer, endOffset }: AbstractRange,
): string {
  const whole = page.createRange();
  whole.setStart(startContainer, startOffset);
  whole.setEnd(endContainer, endOffset);
  const walker = page.createTreeWalker(whole.commonAncestorContainer, NodeFilter.SHOW_TEXT);
  let seen = '';
  for (let node: Node | null = walker.currentNode; node; node = walker.nextNode()) {
    if (!(node.nodeType === Node.TEXT_NODE && whole.intersectsNode(node))) continue;
    const part = page.createRange();
    part.selectNodeContents(node);
    if (node === startContainer) part.setStart(node, startOffset);
    if (node === endContainer) part.setEnd(node, endOffset);
    if (part.getClientRects().length > 0) seen += part.toString();
  }
  return seen;
}
