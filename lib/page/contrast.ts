import { LINE_SHARE, type Rgb } from '../model/mark-styles.ts';
import { parentElementOf } from './parents.ts';

/** A colour without any. */
const CLEAR = /^rgba.* 0\)$/;

/** What a line under a text has to stand out from the page by (WCAG 1.4.11). */
const LEAST_CONTRAST = 3;

/** Style of an element, as far as it decides what its text stands on. */
export type ColorStyle = Pick<CSSStyleDeclaration, 'color' | 'backgroundColor' | 'backgroundImage'>;

/** What a text stands on: a colour, nothing that anybody painted, or what cannot be told. */
type Ground = Rgb | 'canvas' | 'unknown';

/**
 * Tells which marks can be seen where they stand: a line in the colour of the text can be seen wherever the
 * text itself can, one that is tinted not on every background. Remembers what it found out.
 */
export class ContrastCheck {
  readonly #styleOf: (element: Element) => ColorStyle;
  #grounds = new WeakMap<Element, Ground>();
  /** One of those that were asked about, and how it and what it stands in looked then. */
  #sample: Element | undefined;
  #look = '';

  constructor(styleOf: (element: Element) => ColorStyle) {
    this.#styleOf = styleOf;
  }

  /** @returns false also where it cannot be told: on pictures, on veils, in colours of other kinds than sRGB. */
  holds(element: Element, tint: Rgb): boolean {
    if (!this.#sample) {
      this.#sample = element;
      this.#look = this.#lookOf(element);
    }
    const { color } = this.#styleOf(element);
    // The letters are drawn by other means, as over a picture of them: their colour would show nothing.
    if (CLEAR.test(color)) return true;
    const text = readColor(color);
    const ground = this.#groundOf(element);
    if (!text || ground === 'unknown') return false;
    const line = tint.map((channel, index) => channel * LINE_SHARE + text[index]! * (1 - LINE_SHARE));
    // Where nothing is painted the canvas shows, which is light or dark as suits the text.
    const light = ground === 'canvas' ? (luminance(text) > 0.4 ? 0 : 1) : luminance(ground);
    const both = [luminance(line), light].sort((one, other) => one - other) as [number, number];
    return (both[1] + 0.05) / (both[0] + 0.05) >= LEAST_CONTRAST;
  }

  /** Whether the page has another look than when it was first asked about; what was found out is forgotten then. */
  hasChanged(): boolean {
    const hasChanged = this.#sample !== undefined && this.#look !== this.#lookOf(this.#sample);
    if (hasChanged) {
      this.#sample = undefined;
      this.#grounds = new WeakMap();
    }
    return hasChanged;
  }

  #lookOf(start: Element): string {
    let look = '';
    for (let element: Element | null = start; element; element = parentElementOf(element)) {
      const { color, backgroundColor, backgroundImage } = this.#styleOf(element);
      look += color + backgroundColor + backgroundImage;
    }
    return look;
  }

  #groundOf(start: Element): Ground {
    let ground: Ground | undefined;
    const passed: Element[] = [];
    // No recursion, because pages nest deeper than stacks.
    for (let element: Element | null = start; element && !ground; element = parentElementOf(element)) {
      ground = this.#grounds.get(element) ?? readGround(this.#styleOf(element));
      passed.push(element);
    }
    ground ??= 'canvas';
    for (const element of passed) this.#grounds.set(element, ground);
    return ground;
  }
}

/** @returns what an element itself puts behind its words, if anything. */
function readGround({ backgroundColor, backgroundImage }: ColorStyle): Ground | undefined {
  if (backgroundImage !== 'none') return 'unknown';
  return CLEAR.test(backgroundColor) ? undefined : (readColor(backgroundColor) ?? 'unknown');
}

/** A colour as computed styles give it, if it is opaque and in sRGB. */
function readColor(color: string): Rgb | undefined {
  return /^rgb\(/.test(color) ? (color.match(/[\d.]+/g)!.map(Number) as unknown as Rgb) : undefined;
}

/** Relative luminance, 0..1, as WCAG defines it. */
function luminance(color: readonly number[]): number {
  const [red, green, blue] = color.map((channel) =>
    channel <= 10 ? channel / 3295 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
  ) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
