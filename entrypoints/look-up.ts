import { browser } from 'wxt/browser';
import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { startTooltip } from '../components/tooltip/start-tooltip.ts';
import { LOOK_UP_KEY, LOOK_UP_PORT, type PageReply } from '../lib/model/messages.ts';
import { type BackgroundPort, Connection } from '../lib/page/connection.ts';
import { readPageContext } from '../lib/page/page-context.ts';
import type { TooltipAnswer } from '../lib/tooltip/state.ts';
import { HOST_NAME, type Subject, type Tooltip, type TooltipPage } from '../lib/tooltip/view.ts';

/*
 * Shows what a selected text names, in the place where a mark's facts would be. It comes into a page when a
 * reader asks for it, marked or not, and knows nothing of the content script.
 */

/** A text that a reader looks up. */
interface Selection {
  readonly text: string;
  readonly range: Range | undefined;
  /** Where it stands. */
  readonly element: Element;
  /** What it names, once that is known. */
  entity?: Subject;
}

/** As in the content script. */
const ORPHAN_CHECK_MS = 1_000;

const LOOK_UP = Symbol.for(LOOK_UP_KEY);

/** Looks a text up that is selected now. */
interface LookUp {
  (text: string): void;
  isAlive(): boolean;
}

const world = globalThis as { [LOOK_UP]?: LookUp };

export default defineUnlistedScript(() => {
  // It comes with every look-up; after an update of the extension the one that is there is orphaned.
  if (!world[LOOK_UP]?.isAlive()) world[LOOK_UP] = createLookUp();
});

function isExtensionAlive(): boolean {
  return browser.runtime?.id !== undefined;
}

function createLookUp(): LookUp {
  const ending = new AbortController();
  const { published } = readPageContext(document);
  let tooltip: Tooltip<Selection> | undefined;
  let welcome: Extract<PageReply, { type: 'welcome' }> | undefined;
  let current: Selection | undefined;
  let visit = 0;

  const end = () => {
    ending.abort();
    tooltip?.destroy();
    delete world[LOOK_UP];
  };
  const connection = new Connection({
    connect(name) {
      if (!isExtensionAlive()) throw new Error('gone');
      return browser.runtime.connect({ name }) as BackgroundPort;
    },
    receive,
    lost() {
      // That the extension is gone shows a moment after its port broke.
      setTimeout(() => isExtensionAlive() || end(), ORPHAN_CHECK_MS);
      if (current && !current.entity) ask();
      else tooltip?.askAgain();
    },
    ended: end,
  });
  const send: typeof connection.send = (request) => connection.send(request, LOOK_UP_PORT);
  const ask = () => current && send({ type: 'look-up', visit, text: current.text });

  const page: TooltipPage<Selection> = {
    ask(asked, entityId, sentence) {
      if (entityId !== '') send({ type: 'facts', visit: asked, entityId, context: { sentence, published } });
      else answer(asked, { type: 'facts', facts: { sections: [], named: [] } });
    },
    describe: ({ entity, text, element, range }) => ({
      entity: entity ?? { id: '', name: text },
      anchor: {
        element,
        findRect: () => (range?.getClientRects()[0] ?? element.getClientRects()[0]) as DOMRect | undefined,
      },
      place: { text: '', start: 0, end: 0 },
      takesFocus: true,
    }),
    openDossier({ id, name }) {
      send(id === '' ? { type: 'search', text: name } : { type: 'open-dossier', target: { id, name } });
    },
    // A selection is no match: there is nothing to explain, to reject or to bring out.
    askWhy() {},
    reject() {},
    setCurrent() {},
  };

  function receive(reply: PageReply): void {
    if (reply.type === 'welcome') welcome = reply;
    else if (reply.type === 'found') found(reply);
    else if (reply.type === 'facts' || reply.type === 'failed') answer(reply.visit, reply);
  }

  function found(reply: Extract<PageReply, { type: 'found' }>): void {
    if (!current || !welcome || reply.visit !== visit) return;
    current.entity = reply.entity ?? { id: '', name: current.text };
    tooltip ??= startTooltip({ locale: welcome.locale, theme: welcome.theme, page });
    tooltip.send({ type: 'open', target: current });
  }

  function answer(to: number, given: TooltipAnswer): void {
    // Not before whoever asked has taken note of having asked.
    queueMicrotask(() => tooltip?.send({ type: 'answer', visit: to, answer: given }));
  }

  const listen = (type: string, hear: (event: Event) => void) =>
    window.addEventListener(type, (event) => event.isTrusted && hear(event), {
      capture: true,
      signal: ending.signal,
    });
  const isOwn = ({ target }: Event) => (target as Partial<Element> | null)?.localName === HOST_NAME;
  listen('pointerdown', (event) => {
    if (!isOwn(event)) tooltip?.send({ type: 'dismiss' });
  });
  listen('keydown', (event) => {
    if ((event as KeyboardEvent).key !== 'Escape' || !tooltip?.isOpen || isOwn(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    tooltip.send({ type: 'dismiss' });
  });
  for (const type of ['scroll', 'resize']) listen(type, () => tooltip?.follow());

  const lookUp = (text: string) => {
    const selected = getSelection();
    const range = selected?.rangeCount ? selected.getRangeAt(0).cloneRange() : undefined;
    const around = range?.commonAncestorContainer;
    const element =
      around?.nodeType === Node.ELEMENT_NODE
        ? (around as Element)
        : (around?.parentElement ?? document.activeElement);
    visit++;
    current = { text, range, element: element ?? document.documentElement };
    ask();
  };
  return Object.assign(lookUp, { isAlive: () => !ending.signal.aborted && isExtensionAlive() });
}
