import { type PageViewport, type PDFDocumentProxy, type PDFPageProxy, TextLayer } from 'pdfjs-dist';

/** Widest that a page is drawn, in CSS pixels. */
const MAX_WIDTH = 960;

/** Most that one page is drawn with, in device pixels: a canvas of more fails, or fills the memory. */
const MAX_CANVAS_PIXELS = 16_000_000;

/** How far from the window pages are drawn, and how far from it their pictures are let go. */
const NEAR = '100%';

/** Redrawing waits until the window keeps its size for so long, in milliseconds. */
const RESIZE_MS = 200;

/**
 * Draws the pages of a PDF below each other, those near the window: each a picture, and over it its text,
 * transparent, to be selected and marked. The text of a page stays once it was drawn.
 */
export class PdfPages {
  readonly #pdf: PDFDocumentProxy;
  readonly #root: HTMLElement;
  readonly #labelOf: (page: number) => string;
  readonly #report: (error: unknown) => void;
  readonly #near: IntersectionObserver;
  readonly #resizes: ResizeObserver;
  readonly #sheets = new Map<Element, Sheet>();
  #width = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param labelOf Name of a page (1-based) for screen readers. */
  constructor(
    pdf: PDFDocumentProxy,
    root: HTMLElement,
    labelOf: (page: number) => string,
    report: (error: unknown) => void,
  ) {
    this.#pdf = pdf;
    this.#root = root;
    this.#labelOf = labelOf;
    this.#report = report;
    this.#near = new IntersectionObserver((entries) => this.#follow(entries), { rootMargin: NEAR });
    this.#resizes = new ResizeObserver(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#resize(), RESIZE_MS);
    });
  }

  async start(): Promise<void> {
    // Most documents have pages of one size; one that differs takes its own when it is drawn.
    const first = await this.#pdf.getPage(1);
    const { width, height } = first.getViewport({ scale: 1 });
    this.#width = this.#availableWidth();
    for (let number = 1; number <= this.#pdf.numPages; number++) {
      const element = document.createElement('section');
      element.className = 'sheet';
      element.ariaLabel = this.#labelOf(number);
      element.style.aspectRatio = `${width} / ${height}`;
      this.#sheets.set(element, new Sheet(element, () => this.#pdf.getPage(number)));
      this.#root.append(element);
      this.#near.observe(element);
    }
    this.#resizes.observe(this.#root);
  }

  async end(): Promise<void> {
    clearTimeout(this.#timer);
    this.#near.disconnect();
    this.#resizes.disconnect();
    this.#root.replaceChildren();
    await this.#pdf.destroy();
  }

  #follow(entries: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      const sheet = this.#sheets.get(target);
      if (!isIntersecting) sheet?.letGo();
      else sheet?.draw(this.#width).catch(this.#report);
    }
  }

  #resize(): void {
    const width = this.#availableWidth();
    if (width === this.#width) return;
    this.#width = width;
    for (const [element, sheet] of this.#sheets) {
      sheet.letGo();
      // Observed anew, those near the window are reported again.
      this.#near.unobserve(element);
      this.#near.observe(element);
    }
  }

  #availableWidth(): number {
    return Math.min(this.#root.clientWidth, MAX_WIDTH);
  }
}

/** One page on the screen. */
class Sheet {
  readonly #element: HTMLElement;
  readonly #load: () => Promise<PDFPageProxy>;
  #canvas: HTMLCanvasElement | undefined;
  #layer: { readonly text: TextLayer; readonly done: Promise<void> } | undefined;
  /** Counts drawings, so that one which was overtaken knows. */
  #turn = 0;

  constructor(element: HTMLElement, load: () => Promise<PDFPageProxy>) {
    this.#element = element;
    this.#load = load;
  }

  async draw(width: number): Promise<void> {
    if (this.#canvas) return;
    const canvas = document.createElement('canvas');
    this.#canvas = canvas;
    this.#turn += 1;
    const turn = this.#turn;
    const page = await this.#load();
    if (turn !== this.#turn) return;
    const scale = width / page.getViewport({ scale: 1 }).width;
    const viewport = page.getViewport({ scale });
    this.#element.style.aspectRatio = `${viewport.width} / ${viewport.height}`;
    this.#element.style.setProperty('--total-scale-factor', String(scale));
    const density = Math.min(
      devicePixelRatio,
      Math.sqrt(MAX_CANVAS_PIXELS / viewport.width / viewport.height),
    );
    canvas.width = Math.floor(viewport.width * density);
    canvas.height = Math.floor(viewport.height * density);
    this.#element.prepend(canvas);
    const transform = [density, 0, 0, density, 0, 0];
    await Promise.all([page.render({ canvas, viewport, transform }).promise, this.#drawText(page, viewport)]);
  }

  /** Frees the picture, which is most of what a page costs; the text stays. */
  letGo(): void {
    this.#turn += 1;
    this.#canvas?.remove();
    this.#canvas = undefined;
  }

  async #drawText(page: PDFPageProxy, viewport: PageViewport): Promise<void> {
    if (this.#layer) {
      await this.#layer.done;
      this.#layer.text.update({ viewport });
      return;
    }
    const container = document.createElement('div');
    container.className = 'textLayer';
    const text = new TextLayer({ textContentSource: page.streamTextContent(), container, viewport });
    this.#layer = { text, done: text.render() };
    await this.#layer.done;
    // All at once, when it is whole: marks are looked for once a page.
    this.#element.append(container);
    partParagraphs(container);
  }
}

/** Lines whose letters differ in size by more than this are a heading and a text, or a text and a note. */
const MOST_GROWTH = 1.2;

/** The next line of a paragraph begins at most this many letters' heights below. */
const MOST_LEADING = 1.8;

/**
 * A PDF has lines and no paragraphs. Text that goes on in the next line stays together, so that a name may
 * run across its end; where a line stands apart, another break parts it from the one before.
 *
 * @param layer One page's text as pdf.js lays it out: pieces of lines, and a break after each line.
 */
function partParagraphs(layer: Element): void {
  const ends: Element[] = [];
  for (const end of layer.querySelectorAll('br')) {
    const [line, next] = [end.previousElementSibling, end.nextElementSibling].map((piece) =>
      piece?.getBoundingClientRect(),
    );
    if (line && next && isApart(line, next)) ends.push(end);
  }
  // Measured first and written then: each change between would lay the page out anew.
  for (const end of ends) end.after(document.createElement('br'));
}

function isApart(line: DOMRect, next: DOMRect): boolean {
  const [low, high] = line.height < next.height ? [line.height, next.height] : [next.height, line.height];
  return high > low * MOST_GROWTH || next.top - line.top > high * MOST_LEADING;
}
