import { setTimeout as sleep } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { HOST_NAME } from '../../../lib/tooltip/view.ts';
import {
  type ColorScheme,
  type InPage,
  type InShadow,
  type Place,
  type Tab,
  toExpression,
} from './driver.ts';

/** What may be done with what is dragged, as a bit. */
const COPY = 1;

export class ChromiumTab implements Tab {
  readonly page: Page;
  #cdp: Promise<CDPSession> | undefined;

  constructor(page: Page) {
    this.page = page;
  }

  async url(): Promise<string> {
    return this.page.url();
  }

  async goto(url: string): Promise<void> {
    await this.page.goto(url);
  }

  bringToFront(): Promise<void> {
    return this.page.bringToFront();
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Surface.
  evaluate<A extends any[], R>(run: InPage<A, R>, ...args: A): Promise<Awaited<R>> {
    return this.page.evaluate(toExpression(run, args));
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Surface.
  async evaluateInShadow<A extends any[], R>(
    run: InShadow<A, R>,
    ...args: A
  ): Promise<Awaited<R> | undefined> {
    const cdp = await this.cdp();
    // A page may have an element named "querySelector", which its document then has in the function's place.
    const expression = `Document.prototype.querySelector.call(document, ${JSON.stringify(HOST_NAME)})`;
    const { result: host } = await cdp.send('Runtime.evaluate', { expression });
    if (host.objectId === undefined) return undefined;
    // Only this element is described: to ask for the document would have every change of the page reported.
    const { node } = await cdp.send('DOM.describeNode', { objectId: host.objectId, pierce: true });
    const shadowRoot = node.shadowRoots?.find(({ shadowRootType }) => shadowRootType === 'closed');
    if (!shadowRoot) return undefined;
    const { object } = await cdp.send('DOM.resolveNode', { backendNodeId: shadowRoot.backendNodeId });
    const { result, exceptionDetails } = await cdp.send('Runtime.callFunctionOn', {
      ...(object.objectId === undefined ? {} : { objectId: object.objectId }),
      functionDeclaration: `function () { return (${run.toString()})(this, ...${JSON.stringify(args)}); }`,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async inject(source: string): Promise<void> {
    // The completion value of a library may be anything; it must not be sent back.
    await this.page.evaluate(`${source}\n;undefined`);
  }

  async movePointer(x: number, y: number, how?: 'jump'): Promise<void> {
    await this.page.mouse.move(x, y, { steps: how === 'jump' ? 1 : 4 });
  }

  async clickAt(x: number, y: number): Promise<void> {
    await this.page.mouse.click(x, y);
  }

  async touchAt(x: number, y: number, holdMs?: number): Promise<void> {
    const cdp = await this.cdp();
    await cdp.send('Emulation.setTouchEmulationEnabled', { enabled: true });
    const start = cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
    // A tap waits for nothing: while a busy page answers, it would become a long press.
    if (holdMs !== undefined) await start.then(() => sleep(holdMs));
    await Promise.all([start, cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })]);
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  async upload(selector: string, files: readonly string[]): Promise<void> {
    await this.page.setInputFiles(selector, [...files]);
  }

  async drag(from: Place, to: Place): Promise<void> {
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(to.x, to.y, { steps: 4 });
    await mouse.up();
  }

  async dropFile(x: number, y: number, file: string): Promise<void> {
    const cdp = await this.cdp();
    const data = { items: [], files: [file], dragOperationsMask: COPY };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await cdp.send('Input.dispatchDragEvent', { type, x, y, data });
    }
  }

  async setColorScheme(scheme: ColorScheme): Promise<void> {
    await this.page.emulateMedia({ colorScheme: scheme });
  }

  async screenshot(file: string): Promise<void> {
    await this.page.screenshot({ path: file });
  }

  async print(): Promise<Uint8Array> {
    return this.page.pdf();
  }

  async close(): Promise<void> {
    await this.page.close();
  }

  /** The tab's own DevTools session, opened when first asked for. */
  cdp(): Promise<CDPSession> {
    this.#cdp ??= this.page.context().newCDPSession(this.page);
    return this.#cdp;
  }
}
