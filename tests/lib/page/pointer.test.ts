// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PagePointer } from '../../../lib/page/pointer.ts';

/** What the browser makes of what a reader does, as far as happy-dom lets a test make it. */
function act<Type extends Event>(target: Element, event: Type, isTrusted = true): Type {
  Object.defineProperty(event, 'isTrusted', { value: isTrusted });
  target.dispatchEvent(event);
  return event;
}

const at = { clientX: 5, clientY: 5, bubbles: true, cancelable: true, composed: true };
const mouse = (type: string, init: PointerEventInit = {}) =>
  new PointerEvent(type, { pointerType: 'mouse', ...at, ...init });
const finger = (type: string, init: PointerEventInit = {}) =>
  new PointerEvent(type, { pointerType: 'touch', ...at, ...init });
const click = () => new MouseEvent('click', at);
const key = (name: string) => new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true });

describe('PagePointer', () => {
  const listener = {
    over: vi.fn(),
    nowhere: vi.fn(),
    interrupted: vi.fn(),
    pressed: vi.fn(),
    tapped: vi.fn(() => true),
    escaped: vi.fn(() => false),
  };
  let marked: Element;
  let plain: Element;
  let link: Element;
  let own: Element;
  let pointer: PagePointer;

  beforeEach(() => {
    vi.useFakeTimers();
    vi.clearAllMocks();
    document.body.innerHTML =
      '<p class="m">Ada</p><p>plain</p><a class="m" href="#x">Ada</a><own-host></own-host>';
    [marked, plain, link, own] = [...document.body.children] as [Element, Element, Element, Element];
    pointer = new PagePointer(
      document,
      listener,
      (target) => (target.matches('.m') ? target : undefined),
      (element) => element === own,
    );
    pointer.start();
  });

  afterEach(() => {
    pointer.stop();
    vi.useRealTimers();
  });

  it('tells once a frame where on marked text the pointer is', () => {
    act(marked, mouse('pointermove'));
    act(marked, mouse('pointermove', { clientX: 9 }));
    expect(listener.over).not.toHaveBeenCalled();
    vi.runAllTimers();
    expect(listener.over).toHaveBeenCalledExactlyOnceWith({ x: 9, y: 5 }, marked);
  });

  it('tells once when the pointer goes where no mark can be', () => {
    act(plain, mouse('pointermove'));
    expect(listener.nowhere).not.toHaveBeenCalled();
    act(marked, mouse('pointermove'));
    act(plain, mouse('pointermove'));
    act(plain, mouse('pointermove'));
    vi.runAllTimers();
    expect(listener.nowhere).toHaveBeenCalledOnce();
    expect(listener.over).not.toHaveBeenCalled();
  });

  it('opens nothing while a button is held down: something is dragged or selected', () => {
    act(marked, mouse('pointermove', { buttons: 1 }));
    vi.runAllTimers();
    expect(listener.over).not.toHaveBeenCalled();
  });

  it('leaves it to the tooltip to tell what happens on it', () => {
    act(marked, mouse('pointermove'));
    vi.runAllTimers();
    act(own, mouse('pointermove'));
    act(own, mouse('pointerdown'));
    expect(listener.nowhere).not.toHaveBeenCalled();
    expect(listener.pressed).not.toHaveBeenCalled();
  });

  it('is not fooled by events that a script made', () => {
    act(marked, mouse('pointermove'), false);
    act(plain, mouse('pointerdown'), false);
    act(plain, key('Escape'), false);
    vi.runAllTimers();
    for (const spy of Object.values(listener)) expect(spy).not.toHaveBeenCalled();
  });

  it('tells of a reader who types, but not of one who holds a modifier', () => {
    act(plain, key('Shift'));
    expect(listener.interrupted).not.toHaveBeenCalled();
    act(plain, key('a'));
    expect(listener.interrupted).toHaveBeenCalledOnce();
  });

  it('keeps Escape from the page only if it was taken', () => {
    const heard = vi.fn();
    window.addEventListener('keydown', heard);
    const theirs = act(plain, key('Escape'));
    expect([theirs.defaultPrevented, heard.mock.calls.length]).toEqual([false, 1]);
    listener.escaped.mockReturnValueOnce(true);
    const ours = act(plain, key('Escape'));
    expect([ours.defaultPrevented, heard.mock.calls.length]).toEqual([true, 1]);
    window.removeEventListener('keydown', heard);
  });

  it('opens by a tap on marked text, and the page gets no click', () => {
    const heard = vi.fn();
    document.body.addEventListener('click', heard, { once: true });
    act(marked, finger('pointerdown'));
    act(marked, finger('pointerup'));
    act(marked, click());
    expect(listener.tapped).toHaveBeenCalledExactlyOnceWith({ x: 5, y: 5 }, marked);
    expect(heard).not.toHaveBeenCalled();
  });

  it('leaves the tap to the page where there is no mark after all', () => {
    listener.tapped.mockReturnValueOnce(false);
    const heard = vi.fn();
    document.body.addEventListener('click', heard, { once: true });
    act(marked, finger('pointerdown'));
    act(marked, click());
    expect(heard).toHaveBeenCalledOnce();
    expect(listener.pressed).toHaveBeenCalledOnce();
  });

  it('lets a tap on a link follow the link, and opens by a long press', () => {
    act(link, finger('pointerdown'));
    act(link, finger('pointerup'));
    const tap = act(link, click());
    expect(tap.defaultPrevented).toBe(false);
    expect(listener.tapped).not.toHaveBeenCalled();
    act(link, finger('pointerdown'));
    vi.advanceTimersByTime(1_000);
    expect(listener.tapped).toHaveBeenCalledOnce();
    // Chromium makes a click of it where it shows no menu.
    expect(act(link, click()).defaultPrevented).toBe(true);
    expect(act(link, click()).defaultPrevented).toBe(false);
    expect(listener.tapped).toHaveBeenCalledOnce();
  });

  it('takes a finger that scrolls for no tap', () => {
    act(marked, finger('pointerdown'));
    act(marked, finger('pointercancel'));
    vi.advanceTimersByTime(1_000);
    expect(listener.tapped).not.toHaveBeenCalled();
  });

  it('tells of a press elsewhere', () => {
    act(plain, mouse('pointerdown'));
    act(plain, finger('pointerdown'));
    act(plain, finger('pointerup'));
    expect(listener.pressed).toHaveBeenCalledTimes(2);
  });

  it('tells of no press where a finger scrolls past', () => {
    act(plain, finger('pointerdown'));
    act(document.body, new Event('scroll'));
    act(plain, finger('pointerup'));
    act(plain, finger('pointerdown'));
    act(plain, finger('pointercancel'));
    expect(listener.pressed).not.toHaveBeenCalled();
  });

  it('hears nothing after it was stopped', () => {
    pointer.stop();
    act(marked, mouse('pointermove'));
    act(plain, key('a'));
    vi.runAllTimers();
    expect(listener.over).not.toHaveBeenCalled();
    expect(listener.interrupted).not.toHaveBeenCalled();
  });
});
