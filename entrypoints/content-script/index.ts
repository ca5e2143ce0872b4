import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import {
  LOOK_UP_PORT,
  type MentionList,
  type PageReply,
  type PageRequest,
  type TabRequest,
} from '../../lib/model/messages.ts';
import type { PageContext } from '../../lib/model/page.ts';
import { Annotator } from '../../lib/page/annotator.ts';
import { type BackgroundPort, Connection } from '../../lib/page/connection.ts';
import { takeEarlyPort } from '../../lib/page/early-port.ts';
import { listEntities } from '../../lib/page/navigate.ts';
import { readPageContext } from '../../lib/page/page-context.ts';
import { createPaintTools, HighlightPainter } from '../../lib/page/paint.ts';
import { isReadable } from '../../lib/page/readable.ts';
import { createPageClock } from '../../lib/page/slices.ts';
import { HOST_NAME } from '../../lib/tooltip/view.ts';
import { HANDOVER, type HandoverWorld } from './handover.ts';
import { PageTooltip } from './page-tooltip.ts';

/*
 * What runs in every page that the reader allows, in the extension's isolated world. It is an unlisted
 * script and no content script in WXT's sense, because those announce themselves to the page
 * (docs/decisions/0050-no-greeting-to-the-page.md).
 */

/** An instance of this script, for the next one: an update of the extension injects it again. */
interface Instance {
  isAlive(): boolean;
  end(): void;
}

/** How long after its port broke a script can tell that its extension is gone, in milliseconds. */
const ORPHAN_CHECK_MS = 1_000;

/** How often a page may write itself anew (`document.open`) before it is left alone. */
const MAX_REWRITES = 10;

const INSTANCE = Symbol.for('factmark.instance');
const world = globalThis as { [INSTANCE]?: Instance } & HandoverWorld;

export default defineUnlistedScript(() => {
  if (!isReadable(document)) return;
  // Registered and injected by hand, it may come twice; after an update the old one is orphaned.
  if (world[INSTANCE]?.isAlive()) return;
  world[INSTANCE]?.end();
  // Firefox ends the scripts of an extension that it updates without a moment to clean up.
  for (const dead of document.querySelectorAll(HOST_NAME)) dead.remove();
  world[INSTANCE] = createInstance();
});

function createInstance(rewrites = 0): Instance {
  const ending = new AbortController();
  let answerTab: ReturnType<typeof start> | undefined;
  const hearTab = (message: unknown, sender: { url?: string }, respond: (answer: unknown) => void) => {
    // In a page of ours, our scripts of other pages could be heard, too.
    if (!sender.url?.startsWith(browser.runtime.getURL('/'))) return;
    const request = message as TabRequest;
    if (request.type === 'end') ending.abort();
    else {
      const answer = answerTab?.(request);
      // There, too, messages to others come by, and the first answer to one is the only one.
      if (answer) respond(answer);
    }
  };
  browser.runtime.onMessage.addListener(hearTab);
  // `document.open` takes every listener off the document; what it writes has another root element.
  const root = document.documentElement;
  const rewriting = new MutationObserver(() => {
    if (!document.documentElement || document.documentElement === root) return;
    ending.abort();
    if (rewrites < MAX_REWRITES) world[INSTANCE] = createInstance(rewrites + 1);
  });
  rewriting.observe(document, { childList: true });
  ending.signal.addEventListener('abort', () => {
    rewriting.disconnect();
    // An orphan's listener is gone already, and so may be the API to remove it with.
    if (isExtensionAlive()) browser.runtime.onMessage.removeListener(hearTab);
  });
  const begin = () => {
    if (!ending.signal.aborted && isExtensionAlive()) answerTab = start(ending);
  };
  // A page that nobody looks at yet waits; one in sight is read once it is styled, as one that was painted is.
  if (document.hidden || performance.getEntriesByType('paint').length === 0) requestAnimationFrame(begin);
  else setTimeout(begin);
  return {
    isAlive: () => !ending.signal.aborted && isExtensionAlive(),
    end: () => ending.abort(),
  };
}

function isExtensionAlive(): boolean {
  return browser.runtime?.id !== undefined;
}

/** Starts to mark the page. @returns what answers requests of the extension's pages and background. */
function start(
  ending: AbortController,
): (request: Exclude<TabRequest, { type: 'end' }>) => MentionList | undefined {
  const end = () => ending.abort();
  const painter = new HighlightPainter(createPaintTools(), document);
  const isOwn = (node: Node) => (node as Partial<Element>).localName === HOST_NAME;

  let context: PageContext | undefined;
  let welcome: Extract<PageReply, { type: 'welcome' }> | undefined;
  /** Something changed while nobody looked at the page. */
  let isOutdated = false;

  const connection = new Connection({
    connect(name) {
      if (!isExtensionAlive()) throw new Error('gone');
      return takeEarlyPort() ?? (browser.runtime.connect({ name }) as BackgroundPort);
    },
    receive,
    lost() {
      // A port also breaks when the extension is updated or disabled, and only a moment later does that show.
      setTimeout(endIfOrphaned, ORPHAN_CHECK_MS);
      annotator.retry();
      tooltip.askAgain();
    },
    ended: end,
  });

  const annotator = new Annotator({
    document,
    painter,
    line: connection,
    clock: createPageClock(),
    isOwn,
    greet(): PageRequest {
      context = readPageContext(document);
      return { type: 'hello', page: context, rejected: tooltip.rejected };
    },
    changed: () => tooltip.follow(),
  });

  const tooltip = new PageTooltip({
    document,
    annotator,
    painter,
    isOwn,
    context: () => context,
    prepare: () => connection.open(LOOK_UP_PORT),
    send: (request) => connection.send(request, LOOK_UP_PORT),
  });

  function receive(reply: Exclude<PageReply, { type: 'found' }>): void {
    switch (reply.type) {
      case 'welcome':
        welcome = reply;
        painter.setStyles(reply.marks);
        tooltip.setTheme(reply.theme);
        if (reply.isOn) annotator.start();
        else {
          tooltip.dismiss();
          annotator.stop();
        }
        break;
      case 'mentions':
        annotator.receive(reply);
        break;
      default:
        tooltip.hear(reply);
    }
  }

  world[HANDOVER] = (startTooltip) => {
    if (welcome) tooltip.begin(startTooltip, welcome.locale, welcome.theme);
  };

  /** Packs or settings changed. A page that nobody looks at waits until somebody does. */
  function refresh(): void {
    isOutdated = document.hidden;
    if (isOutdated) return;
    if (annotator.isRunning) annotator.rescan();
    else connection.renew();
    tooltip.send({ type: 'ask-again' });
  }

  // A disabled extension says nothing; a reader who comes back from disabling it must find no dead marks.
  document.addEventListener(
    'visibilitychange',
    () => {
      endIfOrphaned();
      if (isOutdated) refresh();
    },
    { signal: ending.signal },
  );
  const follow = () => tooltip.follow();
  for (const type of ['scroll', 'resize'] as const) {
    window.addEventListener(type, follow, { capture: true, passive: true, signal: ending.signal });
  }

  function endIfOrphaned(): void {
    if (!isExtensionAlive()) end();
  }

  ending.signal.addEventListener('abort', () => {
    tooltip.end();
    annotator.stop();
    connection.close();
    delete world[HANDOVER];
  });
  tooltip.start();
  connection.open();

  return (request) => {
    switch (request.type) {
      case 'refresh':
        refresh();
        break;
      case 'list-mentions':
        return {
          isOn: annotator.isRunning,
          pace: annotator.text.pace,
          entities: listEntities(annotator.mentions),
        };
      case 'jump-to':
        tooltip.jumpTo(request.entityId, request.occurrence);
        break;
      case 'step':
        tooltip.step(request.direction);
        break;
      // In a page of ours, what our other pages tell each other comes by as well.
      case 'pin':
      case 'close':
        tooltip.command(request.type);
    }
    return undefined;
  };
}
