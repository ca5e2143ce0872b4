import { writeFile } from 'node:fs/promises';
import type { CDPSession } from 'playwright-core';
import { type ColorScheme, type InPage, type Surface, SurfaceClosedError, toExpression } from './driver.ts';
import { until } from './until.ts';

interface Answer {
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

interface EvaluateResult {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

/**
 * The popup of the toolbar button, or the side panel. Playwright sees neither, so they are driven by
 * DevTools messages that the browser's session passes on.
 */
export class ChromiumPopup implements Surface {
  readonly #browser: CDPSession;
  readonly #targetId: string;
  readonly #sessionId: string;
  readonly #pending = new Map<number, PromiseWithResolvers<Answer>>();
  #lastId = 0;

  /** Clicks the extension's button while the tab shows `url`. */
  static async open(browser: CDPSession, extensionId: string, url: string): Promise<ChromiumPopup> {
    // `triggerAction` wants the tab around the page, a target of its own kind.
    const tabs = await browser.send('Target.getTargets', { filter: [{ type: 'tab', exclude: false }] });
    const tab = tabs.targetInfos.find((target) => target.url === url);
    if (!tab) throw new Error(`No tab shows ${url}`);
    // One that closes may still be listed, and a tab may show the same page.
    const { targetInfos: before } = await browser.send('Target.getTargets');
    const known = new Set(before.map(({ targetId }) => targetId));
    await browser.send('Extensions.triggerAction', { id: extensionId, targetId: tab.targetId });
    const target = await until('the popup to open', async () => {
      const { targetInfos } = await browser.send('Target.getTargets');
      return targetInfos.find(
        ({ targetId, type, url: opened }) =>
          !known.has(targetId) &&
          type === 'page' &&
          opened.startsWith(`chrome-extension://${extensionId}/popup`),
      );
    });
    return ChromiumPopup.#attach(browser, target.targetId);
  }

  /** The side panel, once it is open. A tab that shows the same page has a query in its address. */
  static async findPanel(browser: CDPSession, extensionId: string): Promise<ChromiumPopup> {
    const target = await until('the side panel to open', async () => {
      const { targetInfos } = await browser.send('Target.getTargets');
      return targetInfos.find(({ url }) => url === `chrome-extension://${extensionId}/sidepanel.html`);
    });
    return ChromiumPopup.#attach(browser, target.targetId);
  }

  static async #attach(browser: CDPSession, targetId: string): Promise<ChromiumPopup> {
    const { sessionId } = await browser.send('Target.attachToTarget', { targetId, flatten: false });
    const popup = new ChromiumPopup(browser, targetId, sessionId);
    await until('the document to load', () =>
      // Chromium opens a popup at 25 pixels and then gives it the size of its content.
      popup.evaluate(() => document.readyState === 'complete' && innerWidth > 25),
    );
    return popup;
  }

  private constructor(browser: CDPSession, targetId: string, sessionId: string) {
    this.#browser = browser;
    this.#targetId = targetId;
    this.#sessionId = sessionId;
    browser.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
      if (from !== sessionId) return;
      const answer = JSON.parse(message) as Answer & { id?: number };
      if (answer.id === undefined) return;
      this.#pending.get(answer.id)?.resolve(answer);
      this.#pending.delete(answer.id);
    });
    browser.on('Target.detachedFromTarget', ({ sessionId: gone }) => {
      if (gone !== sessionId) return;
      for (const { reject } of this.#pending.values()) reject(new SurfaceClosedError('It closed'));
      this.#pending.clear();
    });
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Surface.
  async evaluate<A extends any[], R>(run: InPage<A, R>, ...args: A): Promise<Awaited<R>> {
    return (await this.#evaluateSource(toExpression(run, args))) as Awaited<R>;
  }

  async inject(source: string): Promise<void> {
    await this.#evaluateSource(`${source}\n;undefined`);
  }

  async setColorScheme(scheme: ColorScheme): Promise<void> {
    await this.#send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
  }

  async screenshot(file: string): Promise<void> {
    const { data } = await this.#send('Page.captureScreenshot', { format: 'png' });
    await writeFile(file, String(data), 'base64');
  }

  /** The same at a height in CSS pixels that its window need not have, and that it keeps. */
  async screenshotOfHeight(file: string, height: number): Promise<void> {
    const width = await this.evaluate(() => innerWidth);
    const screen = { width, height, deviceScaleFactor: 1, mobile: false };
    await this.#send('Emulation.setDeviceMetricsOverride', screen);
    await until('the size', () => this.evaluate((wanted) => innerHeight === wanted, height));
    await this.screenshot(file);
  }

  async close(): Promise<void> {
    await this.#browser.send('Target.closeTarget', { targetId: this.#targetId });
    // The button in the toolbar would close it again, and open none.
    await until('it to close', async () => {
      const { targetInfos } = await this.#browser.send('Target.getTargets');
      return targetInfos.every(({ targetId }) => targetId !== this.#targetId);
    });
  }

  async #evaluateSource(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = (await this.#send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
      // What a script clicks here, a person clicked: browsers open panels at nothing else.
      userGesture: true,
    })) as unknown as EvaluateResult;
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  async #send(method: string, params: object): Promise<Record<string, unknown>> {
    const id = ++this.#lastId;
    const answer = Promise.withResolvers<Answer>();
    this.#pending.set(id, answer);
    // Whoever closes it hears of that here first, and from the message that is sent next.
    answer.promise.catch(() => {});
    await this.#browser.send('Target.sendMessageToTarget', {
      sessionId: this.#sessionId,
      message: JSON.stringify({ id, method, params }),
    });
    const { result, error } = await answer.promise;
    if (error) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }
}
