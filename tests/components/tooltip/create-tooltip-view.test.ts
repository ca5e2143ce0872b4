// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTooltipView } from '../../../components/tooltip/create-tooltip-view.ts';
import { readEnglish } from '../../../lib/locale/english.ts';
import type { TooltipAnswer } from '../../../lib/tooltip/state.ts';
import type {
  TooltipAnchor,
  TooltipContent,
  TooltipListener,
  TooltipView,
} from '../../../lib/tooltip/view.ts';
import { entityFactsOf, factOf } from '../../lib/tooltip/facts.ts';

/*
 * happy-dom has no top layer and shows no closed shadow tree to anybody, which is the point of it. The
 * tests keep the root as it is made; what the browsers do with it is tested end to end.
 */
let root: ShadowRoot;

const listener = {
  entered: vi.fn(),
  left: vi.fn(),
  closed: vi.fn(),
  openDossier: vi.fn(),
  lookUp: vi.fn<TooltipListener['lookUp']>(),
};
const host = () => document.querySelector('factmark-tooltip');
const card = () => root.querySelector<HTMLElement>('.card');
const buttonNamed = (name: string) => root.querySelector<HTMLButtonElement>(`[aria-label="${name}"]`)!;

const showPopover = vi.fn();

/** Tells of something as the browser does, or as a page can. */
const tell = (target: EventTarget | null, type: string, isTrusted = true) => {
  const event = new Event(type);
  Object.defineProperty(event, 'isTrusted', { value: isTrusted });
  target!.dispatchEvent(event);
};

/** Presses the name in the fact as the keyboard does. */
const pressName = () => {
  const name = root.querySelector<HTMLElement>('.name')!;
  name.focus();
  name.click();
};

const NOTHING_KNOWN: TooltipAnswer = { type: 'facts', facts: entityFactsOf([]) };

const BO = { id: 'person:bo', name: 'Bo', type: 'person' } as const;

function contentOf(name: string): TooltipContent {
  return {
    entity: { id: name, name, type: 'person' },
    answer: {
      type: 'facts',
      facts: entityFactsOf([factOf({ id: 'a', statement: 'Bo helped.' })], undefined, [BO]),
    },
    reject: vi.fn(),
  };
}

function anchorAt(element: Element): TooltipAnchor {
  return { element, findRect: () => new DOMRect(10, 10, 50, 20) };
}

describe('createTooltipView', () => {
  let view: TooltipView;
  let mark: HTMLElement;

  beforeEach(() => {
    vi.resetAllMocks();
    const attachShadow = Element.prototype.attachShadow;
    vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
      root = attachShadow.call(this, init);
      return root;
    });
    HTMLElement.prototype.showPopover = showPopover;
    HTMLElement.prototype.hidePopover = () => {};
    const matches = Element.prototype.matches;
    vi.spyOn(Element.prototype, 'matches').mockImplementation(function (this: Element, selector) {
      if (selector === 'dialog:modal') return this.localName === 'dialog' && this.hasAttribute('open');
      return selector === ':popover-open' ? false : matches.call(this, selector);
    });
    const querySelectorAll = document.querySelectorAll.bind(document);
    vi.spyOn(document, 'querySelectorAll').mockImplementation((selector: string) =>
      querySelectorAll(selector === 'dialog:modal' ? 'dialog[open]' : selector),
    );
    document.body.innerHTML = '<button>before</button><p>Ada</p>';
    mark = document.querySelector('p')!;
    view = createTooltipView({
      locale: readEnglish(['shared', 'tooltip']),
      theme: 'system',
      listener,
    });
  });

  afterEach(() => {
    view.destroy();
    vi.restoreAllMocks();
  });

  it('puts one element into the page while it shows something, and takes it away again', () => {
    expect(host()).toBeNull();
    view.show(contentOf('Ada'), anchorAt(mark), false);
    view.show(contentOf('Bob'), anchorAt(mark), false);
    expect(document.querySelectorAll('factmark-tooltip')).toHaveLength(1);
    expect(root.querySelector('h2')?.textContent).toBe('Bob');
    view.hide();
    expect(host()).toBeNull();
  });

  it('keeps what it shows to itself', () => {
    view.show(contentOf('Ada'), anchorAt(mark), false);
    expect(host()?.shadowRoot).toBeNull();
    expect(host()?.textContent).toBe('');
  });

  it('stands beside the body, which pages empty at will', () => {
    view.show(contentOf('Ada'), anchorAt(mark), false);
    expect(host()?.parentNode).toBe(document.documentElement);
  });

  it('stands in the modal dialog that its name stands in, or in the one on top', () => {
    document.body.insertAdjacentHTML(
      'beforeend',
      '<dialog open id="a"><p>Ada</p></dialog><dialog open id="b"></dialog>',
    );
    view.show(contentOf('Ada'), anchorAt(document.querySelector('#a p')!), false);
    expect(host()?.parentElement?.id).toBe('a');
    view.show(contentOf('Ada'), anchorAt(mark), false);
    expect(host()?.parentElement?.id).toBe('b');
  });

  it('stands in the element that fills the screen', () => {
    const player = document.body.appendChild(document.createElement('div'));
    Object.defineProperty(document, 'fullscreenElement', { value: player, configurable: true });
    view.show(contentOf('Ada'), anchorAt(mark), false);
    expect(host()?.parentNode).toBe(player);
    Reflect.deleteProperty(document, 'fullscreenElement');
  });

  it.each(['<dialog>', '<div popover>'])('comes out from under a %s that the page opens later', (html) => {
    view.show(contentOf('Ada'), anchorAt(mark), true);
    document.body.insertAdjacentHTML('beforeend', html);
    showPopover.mockClear();
    tell(document.body.lastElementChild, 'toggle');
    expect(showPopover).toHaveBeenCalledOnce();
    expect(root.activeElement).toBe(card());
    tell(document.querySelector('p'), 'toggle');
    tell(host(), 'toggle');
    expect(showPopover).toHaveBeenCalledOnce();
    view.hide();
    tell(document.body.lastElementChild, 'toggle');
    expect(showPopover).toHaveBeenCalledOnce();
  });

  it('moves into a dialog that opens later, and out of it again', () => {
    view.show(contentOf('Ada'), anchorAt(mark), false);
    const dialog = document.body.appendChild(document.createElement('dialog'));
    dialog.setAttribute('open', '');
    tell(dialog, 'toggle');
    expect(host()?.parentElement).toBe(dialog);
    dialog.removeAttribute('open');
    tell(dialog, 'toggle');
    expect(host()?.parentElement).toBe(document.documentElement);
  });

  it('leaves the last word to a page that puts itself on top again and again', () => {
    view.show(contentOf('Ada'), anchorAt(mark), false);
    const popover = document.body.appendChild(document.createElement('div'));
    popover.setAttribute('popover', '');
    showPopover.mockClear();
    for (let n = 0; n < 50; n++) tell(popover, 'toggle');
    expect(showPopover).toHaveBeenCalledTimes(10);
    for (let n = 0; n < 50; n++) tell(document, 'fullscreenchange');
    expect(showPopover).toHaveBeenCalledTimes(10);
  });

  it('comes back on top where the element that filled the screen was taken out of the page', () => {
    view.show(contentOf('Ada'), anchorAt(mark), false);
    showPopover.mockClear();
    tell(document, 'fullscreenchange');
    expect(showPopover).toHaveBeenCalledOnce();
  });

  it('does not move for events that a page makes up', () => {
    view.show(contentOf('Ada'), anchorAt(mark), false);
    const dialog = document.body.appendChild(document.createElement('dialog'));
    showPopover.mockClear();
    for (const target of [document, dialog])
      for (const type of ['toggle', 'fullscreenchange']) tell(target, type, false);
    expect(showPopover).not.toHaveBeenCalled();
  });

  it('takes the focus only when told to, and gives it back', () => {
    document.querySelector('button')!.focus();
    view.show(contentOf('Ada'), anchorAt(mark), false);
    expect(root.activeElement).toBeNull();
    view.show(contentOf('Ada'), anchorAt(mark), true);
    expect(root.activeElement).toBe(card());
    view.hide();
    expect(document.activeElement).toBe(document.querySelector('button'));
  });

  it('gives the focus back to the page where a pinned card had it meanwhile', () => {
    document.querySelector('button')!.focus();
    view.show(contentOf('Ada'), anchorAt(mark), true);
    view.command('pin');
    // As browsers tell it of a closed shadow tree.
    const pinned = vi.spyOn(document, 'activeElement', 'get').mockReturnValue(host());
    view.show(contentOf('Bob'), anchorAt(mark), true);
    pinned.mockRestore();
    view.hide();
    expect(document.activeElement).toBe(document.querySelector('button'));
  });

  it('tells when it is closed by its button or by Escape', () => {
    view.show(contentOf('Ada'), anchorAt(mark), false);
    buttonNamed('Close').click();
    card()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(listener.closed).toHaveBeenCalledTimes(2);
  });

  it('tells when the pointer comes and goes', () => {
    view.show(contentOf('Ada'), anchorAt(mark), false);
    const place = root.querySelector('.place')!;
    place.dispatchEvent(new PointerEvent('pointerenter'));
    place.dispatchEvent(new PointerEvent('pointerleave'));
    expect([listener.entered, listener.left].map((spy) => spy.mock.calls.length)).toEqual([1, 1]);
  });

  it('keeps a pinned card, and shows the next name in another', () => {
    view.show(contentOf('Ada'), anchorAt(mark), false);
    buttonNamed('Keep open').click();
    expect(listener.closed).toHaveBeenCalledOnce();
    view.hide();
    view.show(contentOf('Bob'), anchorAt(mark), false);
    expect([...root.querySelectorAll('h2')].map((name) => name.textContent)).toEqual(['Ada', 'Bob']);
    view.hide();
    expect([...root.querySelectorAll('h2')].map((name) => name.textContent)).toEqual(['Ada']);
    buttonNamed('Let go').click();
    expect(host()).toBeNull();
  });

  it('pins and closes at a command, the card that is shown before those that are pinned', () => {
    const cards = () => [...root.querySelectorAll('h2')].map(({ textContent }) => textContent);
    view.command('pin');
    view.show(contentOf('Ada'), anchorAt(mark), false);
    view.command('pin');
    expect(root.querySelector('.place--pinned h2')?.textContent).toBe('Ada');
    view.show(contentOf('Bo'), anchorAt(mark), false);
    view.command('close');
    expect(listener.closed).toHaveBeenCalledTimes(2);
    view.hide();
    expect(cards()).toEqual(['Ada']);
    view.command('pin');
    expect(host()).toBeNull();
  });

  it('opens the dossier of what is shown', () => {
    view.show(contentOf('Ada'), anchorAt(mark), false);
    buttonNamed('All of it, beside the page').click();
    expect(listener.openDossier).toHaveBeenCalledExactlyOnceWith(contentOf('Ada').entity);
  });

  it('leads Tab round inside the card', () => {
    view.show(contentOf('Ada'), anchorAt(mark), true);
    // Without layout no element has a box; here all have.
    vi.spyOn(Element.prototype, 'getClientRects').mockReturnValue([new DOMRect()] as unknown as DOMRectList);
    const press = (shiftKey: boolean) => {
      const event = new KeyboardEvent('keydown', { key: 'Tab', shiftKey, bubbles: true, cancelable: true });
      (root.activeElement ?? card())?.dispatchEvent(event);
      expect(event.defaultPrevented).toBe(true);
      return root.activeElement;
    };
    const stops = [...root.querySelectorAll('button, a[href], [tabindex="0"]')];
    expect(stops.map(() => press(false))).toEqual(stops);
    expect(press(false)).toBe(stops[0]);
    expect(press(true)).toBe(stops.at(-1));
  });

  it('shows what a fact names in the same place, and goes back', async () => {
    listener.lookUp.mockResolvedValue({ type: 'facts', facts: entityFactsOf([]) });
    view.show(contentOf('Ada'), anchorAt(mark), false);
    pressName();
    await vi.waitFor(() => expect(root.querySelector('h2')?.textContent).toBe('Bo'));
    expect(listener.lookUp).toHaveBeenCalledWith('person:bo');
    expect(root.activeElement).toBe(card());
    buttonNamed('Back to Ada').click();
    expect(root.querySelector('h2')?.textContent).toBe('Ada');
    expect(root.activeElement).toBe(card());
  });

  it('shows what was pressed last, in whatever order the answers come', async () => {
    const late = Promise.withResolvers<TooltipAnswer>();
    listener.lookUp.mockReturnValueOnce(late.promise).mockResolvedValueOnce(NOTHING_KNOWN);
    view.show(contentOf('Ada'), anchorAt(mark), false);
    pressName();
    pressName();
    await vi.waitFor(() => expect(root.querySelector('h2')?.textContent).toBe('Bo'));
    buttonNamed('Back to Ada').click();
    late.resolve(NOTHING_KNOWN);
    await late.promise;
    expect(root.querySelector('h2')?.textContent).toBe('Ada');
  });

  it('leaves the focus in the page where the reader went on there before the answer came', async () => {
    const { promise, resolve } = Promise.withResolvers<TooltipAnswer>();
    listener.lookUp.mockReturnValue(promise);
    view.show(contentOf('Ada'), anchorAt(mark), false);
    buttonNamed('Keep open').click();
    pressName();
    document.querySelector('button')!.focus();
    resolve(NOTHING_KNOWN);
    await vi.waitFor(() => expect(root.querySelector('h2')?.textContent).toBe('Bo'));
    expect(document.activeElement).toBe(document.querySelector('button'));
  });

  it('forgets a look-up whose answer comes when the card is gone', async () => {
    const { promise, resolve } = Promise.withResolvers<TooltipAnswer>();
    listener.lookUp.mockReturnValue(promise);
    view.show(contentOf('Ada'), anchorAt(mark), false);
    root.querySelector<HTMLElement>('.name')!.click();
    view.hide();
    resolve({ type: 'facts', facts: entityFactsOf([]) });
    await promise;
    expect(root.querySelector('.card')).toBeNull();
  });

  it('lets no key or click through to the page', () => {
    const heard = vi.fn();
    for (const type of ['keydown', 'click', 'pointerdown']) document.addEventListener(type, heard);
    view.show(contentOf('Ada'), anchorAt(mark), false);
    card()?.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, composed: true }));
    card()?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    card()?.click();
    expect(heard).not.toHaveBeenCalled();
  });

  it('wears the theme that the reader chose', () => {
    view.setTheme('dark');
    expect(root.querySelector<HTMLElement>('.layer')?.dataset.theme).toBe('dark');
    view.setTheme('system');
    expect(root.querySelector<HTMLElement>('.layer')?.dataset).not.toHaveProperty('theme');
  });

  it('leaves nothing behind, pinned cards included', () => {
    view.show(contentOf('Ada'), anchorAt(mark), false);
    buttonNamed('Keep open').click();
    view.show(contentOf('Bob'), anchorAt(mark), false);
    view.destroy();
    expect(host()).toBeNull();
    expect(root.querySelector('.place')).toBeNull();
  });
});
