import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import {
  LOOK_UP_PORT,
  type MentionList,
  PAGE_PORT,
  type PageReply,
  type PageRequest,
  type TabRequest,
} from '../lib/model/messages.ts';
import type { PageContext } from '../lib/model/page.ts';
import { type RejectedMatch, toRejectedForm } from '../lib/model/rejection.ts';
import { Annotator } from '../lib/page/annotator.ts';
import { type BackgroundPort, Connection } from '../lib/page/connection.ts';
import { takeEarlyPort } from '../lib/page/early-port.ts';
import {
  createHitTestTools,
  findLineRect,
  findMarkedElement,
  findMentionAt,
  type Point,
  rectsOf,
} from '../lib/page/hit-test.ts';
import type { PageMention } from '../lib/page/mentions.ts';
import { inPageOrder, listEntities, scrollToMention, stepFrom } from '../lib/page/navigate.ts';
import { readPageContext } from '../lib/page/page-context.ts';
import { createPaintTools, HighlightPainter, placeIn } from '../lib/page/paint.ts';
import { PagePointer } from '../lib/page/pointer.ts';
import { isReadable } from '../lib/page/readable.ts';
import { createPageClock } from '../lib/page/slices.ts';
import { sentenceAround } from '../lib/tooltip/sentence.ts';
import type { TooltipEvent } from '../lib/tooltip/state.ts';
import { HANDOVER, type Handover, HOST_NAME, type Tooltip, type TooltipPage } from '../lib/tooltip/view.ts';

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

const INSTANCE = Symbol.for('factmark.instance');
const world = globalThis as { [INSTANCE]?: Instance; [HANDOVER]?: Handover };

export default defineUnlistedScript(() => {
  if (!isReadable(document)) return;
  // Registered and injected by hand, it may come twice; after an update the old one is orphaned.
  if (world[INSTANCE]?.isAlive()) return;
  world[INSTANCE]?.end();
  world[INSTANCE] = start();
});

function isExtensionAlive(): boolean {
  return browser.runtime?.id !== undefined;
}

function start(): Instance {
  const ending = new AbortController();
  const painter = new HighlightPainter(createPaintTools(), document);
  const hitTest = createHitTestTools(document);
  const isOwn = (node: Node) => (node as Partial<Element>).localName === HOST_NAME;

  let context: PageContext | undefined;
  let welcome: Extract<PageReply, { type: 'welcome' }> | undefined;
  let tooltip: Tooltip<PageMention> | undefined;
  /** The last thing that the reader did with a mark before the tooltip's script was there. */
  let early: TooltipEvent<PageMention> | undefined;
  let isTooltipRequested = false;
  /** Where the pointer was when it came to the mark: a mark may run over several lines. */
  let point: Point | undefined;
  /** The mention that the keyboard is at; its tooltip takes the focus. */
  let stop: PageMention | undefined;
  /** What the reader rejected on this page, for as long as it is open. */
  let rejected: RejectedMatch[] = [];
  /** Something changed while nobody looked at the page. */
  let isOutdated = false;

  const greet = (): PageRequest => {
    context = readPageContext(document);
    return { type: 'hello', page: context, rejected };
  };

  const connection = new Connection({
    connect() {
      if (!isExtensionAlive()) throw new Error('The extension is gone');
      const early = takeEarlyPort();
      if (early) return early;
      const name = tooltip?.isWaiting ? LOOK_UP_PORT : PAGE_PORT;
      return browser.runtime.connect({ name }) as BackgroundPort;
    },
    greet,
    receive,
    lost() {
      // A port also breaks when the extension is updated or disabled, and only a moment later does that show.
      setTimeout(endIfOrphaned, ORPHAN_CHECK_MS);
      annotator.retry();
      tooltip?.askAgain();
    },
    ended: end,
  });

  const annotator = new Annotator({
    document,
    painter,
    line: connection,
    clock: createPageClock(),
    isOwn,
    greet,
    changed() {
      requestTooltip();
      tooltip?.follow();
    },
  });

  /** What the tooltip needs to know of the page. */
  const page: TooltipPage<PageMention> = {
    ask(visit, entityId, mention) {
      // A sentence speaks of the entity that stands in it; of others, every fact counts alike.
      const sentence = mention ? sentenceAround(mention.block.text, mention.start, mention.end) : '';
      const published = context?.published;
      connection.send({ type: 'facts', visit, entityId, context: { sentence, published } });
    },
    askWhy(visit, mention) {
      annotator.tell();
      connection.send({ type: 'explain', visit, ...placeOf(mention) });
    },
    describe(mention) {
      const { entity, block, start } = mention;
      const { parentElement, parentNode } = placeIn(block, start).node;
      return {
        entity,
        anchor: {
          element: parentElement ?? (parentNode as ShadowRoot).host,
          findRect: () => findLineRect(rectsOf(mention), stop === mention ? undefined : point),
        },
        takesFocus: stop === mention,
      };
    },
    setCurrent: (mention) => painter.setCurrent(mention),
    reject({ entity, block, start, end }, scope, isOn) {
      const match = { entityId: entity.id, form: toRejectedForm(block.text.slice(start, end)) };
      if (scope !== 'page') {
        connection.send({ type: 'reject', scope, isOn, ...match });
        return;
      }
      rejected = rejected.filter(({ entityId, form }) => entityId !== match.entityId || form !== match.form);
      if (isOn) rejected.push(match);
      annotator.rescan();
    },
  };

  function send(event: TooltipEvent<PageMention>): void {
    if (tooltip) tooltip.send(event);
    else {
      early = event;
      // Whatever kept the script from coming may be over.
      if (event.type === 'open') {
        isTooltipRequested = false;
        requestTooltip();
      }
    }
  }

  const pointer = new PagePointer(
    document,
    {
      over(at, element) {
        const mention = findMentionAt(at, element, annotator.mentions, annotator.text.table, hitTest);
        if (!mention) {
          send({ type: 'leave' });
          return;
        }
        point = at;
        send({ type: 'point-at', target: mention });
      },
      nowhere: () => send({ type: 'leave' }),
      interrupted: () => send({ type: 'interrupt' }),
      pressed: () => send({ type: 'dismiss' }),
      tapped(at, element) {
        const mention = findMentionAt(at, element, annotator.mentions, annotator.text.table, hitTest);
        if (!mention) return false;
        point = at;
        send({ type: 'open', target: mention });
        return true;
      },
      escaped() {
        if (!tooltip?.isOpen) return false;
        send({ type: 'dismiss' });
        return true;
      },
    },
    (target, { x, y }) =>
      findMarkedElement(target, annotator.mentions, () =>
        (target.getRootNode() as Document | ShadowRoot).elementsFromPoint(x, y),
      ),
    isOwn,
  );

  function receive(reply: PageReply): void {
    switch (reply.type) {
      case 'welcome':
        welcome = reply;
        tooltip?.setTheme(reply.theme);
        if (reply.isOn) annotator.start();
        else {
          send({ type: 'dismiss' });
          annotator.stop();
        }
        break;
      case 'mentions':
        annotator.receive(reply);
        break;
      case 'match':
        tooltip?.explain(reply.visit, reply.match);
        break;
      case 'facts':
      case 'failed':
        send({ type: 'answer', visit: reply.visit, answer: reply });
        break;
    }
  }

  /** The tooltip's script comes with the page's first mentions, before anybody points at one. */
  function requestTooltip(): void {
    if (isTooltipRequested || tooltip || annotator.mentions.size === 0) return;
    isTooltipRequested = true;
    requestIdleCallback(() => {
      if (!ending.signal.aborted) connection.send({ type: 'load-tooltip' });
    });
  }

  world[HANDOVER] = (startTooltip) => {
    if (!welcome || tooltip || ending.signal.aborted) return;
    tooltip = startTooltip({ locale: welcome.locale, theme: welcome.theme, page });
    if (early) tooltip.send(early);
  };

  function goTo(mention: PageMention | undefined): void {
    if (!mention) return;
    stop = mention;
    scrollToMention(mention, matchMedia('(prefers-reduced-motion: reduce)').matches);
    send({ type: 'open', target: mention });
  }

  /** Packs or settings changed. A page that nobody looks at waits until somebody does. */
  function refresh(): void {
    isOutdated = document.hidden;
    if (isOutdated) return;
    if (annotator.isRunning) annotator.rescan();
    else if (connection.current === 0) connection.open();
    else connection.send(greet());
    send({ type: 'ask-again' });
  }

  function answerTab(request: TabRequest): MentionList | undefined {
    switch (request.type) {
      case 'refresh':
        refresh();
        return undefined;
      case 'list-mentions':
        return { isOn: annotator.isRunning, entities: listEntities(annotator.mentions) };
      case 'jump-to': {
        const ordered = inPageOrder(annotator.mentions).filter(
          ({ entity }) => entity.id === request.entityId,
        );
        goTo(ordered[request.occurrence % ordered.length]);
        return undefined;
      }
      case 'end':
        end();
        return undefined;
      case 'step':
        goTo(stepFrom(inPageOrder(annotator.mentions), stop, request.direction));
        return undefined;
    }
  }

  const hearTab = (message: unknown, sender: { id?: string }, respond: (answer: unknown) => void) => {
    if (sender.id === browser.runtime.id) respond(answerTab(message as TabRequest));
  };
  browser.runtime.onMessage.addListener(hearTab);

  // A disabled extension says nothing; a reader who comes back from disabling it must find no dead marks.
  document.addEventListener(
    'visibilitychange',
    () => {
      endIfOrphaned();
      if (isOutdated) refresh();
    },
    { signal: ending.signal },
  );
  const follow = () => tooltip?.follow();
  for (const type of ['scroll', 'resize'] as const) {
    window.addEventListener(type, follow, { capture: true, passive: true, signal: ending.signal });
  }

  function endIfOrphaned(): void {
    if (!isExtensionAlive()) end();
  }

  function end(): void {
    if (ending.signal.aborted) return;
    ending.abort();
    pointer.stop();
    tooltip?.destroy();
    annotator.stop();
    connection.close();
    delete world[HANDOVER];
    // An orphan's listener is gone already, and so may be the API to remove it with.
    if (isExtensionAlive()) browser.runtime.onMessage.removeListener(hearTab);
  }

  pointer.start();
  // A page that nobody looks at yet waits; one in sight is read once it is styled.
  requestAnimationFrame(() => {
    if (ending.signal.aborted) return;
    connection.open();
  });
  return { isAlive: () => !ending.signal.aborted && isExtensionAlive(), end };
}

/** The part of its block that a mention stands in, as the background knows it. */
function placeOf({ block, start }: PageMention): { blockId: number; offset: number } {
  const part = block.cuts.filter((cut) => cut <= start).length;
  return { blockId: block.id + part, offset: start - (block.cuts[part - 1] ?? 0) };
}
