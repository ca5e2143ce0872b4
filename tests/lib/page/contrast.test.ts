// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import type { Rgb } from '../../../lib/model/mark-styles.ts';
import { type ColorStyle, ContrastCheck } from '../../../lib/page/contrast.ts';

const TEAL: Rgb = [29, 190, 201];

const BARE: ColorStyle = {
  color: 'rgb(0, 0, 0)',
  backgroundColor: 'rgba(0, 0, 0, 0)',
  backgroundImage: 'none',
};

describe('ContrastCheck', () => {
  let styles: Map<Element, Partial<ColorStyle>>;
  let reads: number;
  let check: ContrastCheck;
  let outer: Element;
  let inner: Element;

  beforeEach(() => {
    document.body.innerHTML = '<div><p></p></div>';
    outer = document.querySelector('div')!;
    inner = document.querySelector('p')!;
    styles = new Map();
    reads = 0;
    check = new ContrastCheck((element) => {
      reads += 1;
      return { ...BARE, ...styles.get(element) };
    });
  });

  it.each<[string, boolean, Partial<ColorStyle>, Partial<ColorStyle>]>([
    ['on the bare canvas', true, {}, {}],
    ['in light text on the bare canvas, which is dark then', true, { color: 'rgb(238, 238, 238)' }, {}],
    ['on white', true, {}, { backgroundColor: 'rgb(255, 255, 255)' }],
    ['on black', true, { color: 'rgb(255, 255, 255)' }, { backgroundColor: 'rgb(18, 18, 18)' }],
    [
      'not in grey on white',
      false,
      { color: 'rgb(119, 119, 119)' },
      { backgroundColor: 'rgb(255, 255, 255)' },
    ],
    [
      'not on its own colour',
      false,
      { color: 'rgb(255, 255, 255)' },
      { backgroundColor: 'rgb(20, 133, 141)' },
    ],
    ['perhaps not on a picture', false, {}, { backgroundImage: 'url("sea.jpg")' }],
    ['perhaps not on a veil', false, {}, { backgroundColor: 'rgba(255, 255, 255, 0.5)' }],
    [
      'over letters that something else draws',
      true,
      { color: 'rgba(0, 0, 0, 0)' },
      { backgroundImage: 'url("page.png")' },
    ],
    ['perhaps not in other colour spaces', false, { color: 'oklch(0.2 0 0)' }, {}],
  ])('says that a tint can be seen %s', (_where, expected, text, around) => {
    styles.set(inner, text);
    styles.set(outer, around);
    expect(check.holds(inner, TEAL)).toBe(expected);
  });

  it('takes the innermost background, also across the edge of a shadow tree', () => {
    styles.set(document.body, { backgroundColor: 'rgb(20, 133, 141)' });
    styles.set(outer, { backgroundColor: 'rgb(255, 255, 255)' });
    const inShadow = outer.attachShadow({ mode: 'open' }).appendChild(document.createElement('p'));
    expect(check.holds(inShadow, TEAL)).toBe(true);
    styles.set(inShadow, { backgroundColor: 'rgb(20, 133, 141)' });
    expect(new ContrastCheck((element) => ({ ...BARE, ...styles.get(element) })).holds(inShadow, TEAL)).toBe(
      false,
    );
  });

  it('takes black for a colour, and not for none', () => {
    styles.set(outer, { backgroundColor: 'rgb(20, 133, 141)' });
    styles.set(inner, { backgroundColor: 'rgb(0, 0, 0)', color: 'rgb(255, 255, 255)' });
    expect(check.holds(inner, TEAL)).toBe(true);
  });

  it('looks at each background once', () => {
    check.holds(inner, TEAL);
    const once = reads;
    check.holds(inner, TEAL);
    // The colour of the text alone.
    expect(reads).toBe(once + 1);
  });

  it('looks through elements that stand deeper in others than scripts may call themselves', () => {
    styles.set(outer, { backgroundColor: 'rgb(20, 133, 141)' });
    // Not happy-dom's own elements: it calls itself where it puts one into another.
    let deepest = inner;
    for (let depth = 0; depth < 50_000; depth++) {
      deepest = { nodeType: Node.ELEMENT_NODE, parentNode: deepest } as unknown as HTMLElement;
    }
    expect(check.holds(deepest, TEAL)).toBe(false);
    expect(check.hasChanged()).toBe(false);
  });

  it('says that the page has changed its colours once it has, and looks again', () => {
    expect(check.hasChanged()).toBe(false);
    expect(check.holds(inner, TEAL)).toBe(true);
    expect(check.hasChanged()).toBe(false);
    styles.set(document.body, { backgroundColor: 'rgb(20, 133, 141)' });
    expect(check.hasChanged()).toBe(true);
    expect(check.holds(inner, TEAL)).toBe(false);
    expect(check.hasChanged()).toBe(false);
  });
});
