import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HOST_NAME } from '../../../lib/tooltip/view.ts';
import {
  type ColorScheme,
  type InPage,
  type InShadow,
  type Place,
  type Surface,
  type Tab,
  toExpression,
} from './driver.ts';
import type { FirefoxSession } from './firefox-session.ts';
import { until } from './until.ts';

/** WebDriver's code points for keys that are not characters. */
const KEYS: Readonly<Record<string, string>> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
  Meta: '\uE03D',
};

/** Milliseconds that a pointer move takes, long enough for a few events on the way; a click goes straight there. */
const MOVE_MS = 80;

/** How long a finger rests that taps, in milliseconds. */
const TAP_MS = 50;

/** A change of scheme reaches the process that draws the document some time after the command is answered. */
export async function waitForColorScheme(surface: Surface, scheme: ColorScheme): Promise<void> {
  await until(`the ${scheme} scheme`, () =>
    surface.evaluate((wanted) => matchMedia(`(prefers-color-scheme: ${wanted})`).matches, scheme),
  );
}

export class FirefoxTab implements Tab {
  readonly handle: string;
  readonly #session: FirefoxSession;

  constructor(session: FirefoxSession, handle: string) {
    this.#session = session;
    this.handle = handle;
  }

  url(): Promise<string> {
    return this.evaluate(() => location.href);
  }

  async goto(url: string): Promise<void> {
    await this.#session.send('WebDriver:Navigate', { url }, this.handle);
  }

  async bringToFront(): Promise<void> {
    await this.#session.send('WebDriver:SwitchToWindow', { handle: this.handle, focus: true }, this.handle);
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Surface.
  evaluate<A extends any[], R>(run: InPage<A, R>, ...args: A): Promise<Awaited<R>> {
    return this.#session.run('page', toExpression(run, args), this.handle);
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Surface.
  evaluateInShadow<A extends any[], R>(run: InShadow<A, R>, ...args: A): Promise<Awaited<R> | undefined> {
    const expression = `
      (() => {
        const root = document.querySelector(${JSON.stringify(HOST_NAME)})?.openOrClosedShadowRoot;
        if (root?.mode === 'closed') return (${run.toString()})(root, ...${JSON.stringify(args)});
      })()`;
    return this.#session.run('privileged-page', expression, this.handle);
  }

  async inject(source: string): Promise<void> {
    await this.#session.send(
      'WebDriver:ExecuteScript',
      { script: source, args: [], sandbox: null },
      this.handle,
    );
  }

  async movePointer(x: number, y: number, how?: 'jump'): Promise<void> {
    await this.#act({
      type: 'pointerMove',
      duration: how === 'jump' ? 0 : MOVE_MS,
      x: Math.round(x),
      y: Math.round(y),
      origin: 'viewport',
    });
  }

  async clickAt(x: number, y: number): Promise<void> {
    await this.#act(
      { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y), origin: 'viewport' },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    );
  }

  async touchAt(x: number, y: number, holdMs = TAP_MS): Promise<void> {
    const finger = {
      type: 'pointer',
      id: 'finger',
      parameters: { pointerType: 'touch' },
      actions: [
        { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y), origin: 'viewport' },
        { type: 'pointerDown', button: 0 },
        { type: 'pause', duration: holdMs },
        { type: 'pointerUp', button: 0 },
      ],
    };
    await this.#session.send('WebDriver:PerformActions', { actions: [finger] }, this.handle);
  }

  async press(keys: string): Promise<void> {
    const values = keys.split('+').map((key) => KEYS[key] ?? key);
    await this.#sendKeys([
      ...values.map((value) => ({ type: 'keyDown', value })),
      ...values.toReversed().map((value) => ({ type: 'keyUp', value })),
    ]);
  }

  async type(text: string): Promise<void> {
    await this.#sendKeys(
      [...text].flatMap((value) => [
        { type: 'keyDown', value },
        { type: 'keyUp', value },
      ]),
    );
  }

  async upload(selector: string, files: readonly string[]): Promise<void> {
    const found = await until(selector, () =>
      this.#session.send<{ value: Record<string, string> }>(
        'WebDriver:FindElement',
        { using: 'css selector', value: selector },
        this.handle,
      ),
    );
    const [id] = Object.values(found.value);
    await this.#session.send('WebDriver:ElementSendKeys', { id, text: files.join('\n') }, this.handle);
  }

  async drag(from: Place, to: Place): Promise<void> {
    await this.evaluate(dragElement, from, to);
  }

  async dropFile(x: number, y: number, file: string): Promise<void> {
    await this.evaluate(dropText, x, y, path.basename(file), readFileSync(file, 'utf8'));
  }

  /** Sets it for every tab: Firefox knows which element holds this one only by its own numbering. */
  async setColorScheme(scheme: ColorScheme): Promise<void> {
    const override = scheme === 'dark' ? 0 : 1;
    await this.#session.run(
      'browser',
      `Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${override})`,
    );
    await waitForColorScheme(this, scheme);
  }

  async screenshot(file: string): Promise<void> {
    const { value } = await this.#session.send<{ value: string }>(
      'WebDriver:TakeScreenshot',
      { full: false, hash: false },
      this.handle,
    );
    await writeFile(file, value, 'base64');
  }

  async print(): Promise<Uint8Array> {
    const { value } = await this.#session.send<{ value: string }>('WebDriver:Print', {}, this.handle);
    return Buffer.from(value, 'base64');
  }

  async close(): Promise<void> {
    await this.#session.send('WebDriver:CloseWindow', {}, this.handle);
  }

  async #act(...actions: object[]): Promise<void> {
    const pointer = { type: 'pointer', id: 'mouse', parameters: { pointerType: 'mouse' }, actions };
    await this.#session.send('WebDriver:PerformActions', { actions: [pointer] }, this.handle);
  }

  async #sendKeys(actions: readonly object[]): Promise<void> {
    await this.#session.send(
      'WebDriver:PerformActions',
      { actions: [{ type: 'key', id: 'keyboard', actions }] },
      this.handle,
    );
  }
}

function dropText(x: number, y: number, name: string, text: string): void {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([text], name));
  const target = document.elementFromPoint(x, y) ?? document.body;
  for (const type of ['dragenter', 'dragover', 'drop']) {
    target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
  }
}

/** What a browser tells the page of a drag, as far as the page lets it begin and end. */
async function dragElement(from: Place, to: Place): Promise<void> {
  const dataTransfer = new DataTransfer();
  const elementAt = ({ x, y }: Place) => document.elementFromPoint(x, y) ?? document.body;
  const tell = async (target: Element, type: string) => {
    const isLeft = target.dispatchEvent(
      new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }),
    );
    // The page may draw what it makes of that before it hears more.
    await new Promise((resolve) => setTimeout(resolve));
    return isLeft;
  };
  const held = elementAt(from);
  held.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }));
  const dragged = held.closest('[draggable="true"]');
  if (!dragged || !(await tell(dragged, 'dragstart'))) return;
  const target = elementAt(to);
  await tell(target, 'dragenter');
  if (!(await tell(target, 'dragover'))) await tell(target, 'drop');
  await tell(dragged, 'dragend');
}
