import { writeFile } from 'node:fs/promises';
import { type ColorScheme, type InPage, type Surface, toExpression } from './driver.ts';
import type { FirefoxSession } from './firefox-session.ts';
import { waitForColorScheme } from './firefox-tab.ts';
import { until } from './until.ts';

/**
 * Expression for the `<browser>` element that holds the popup, in the browser's window. Firefox loads a
 * popup in another one, out of sight, whose content it then moves to this.
 */
const POPUP_BROWSER = `Services.wm.getMostRecentWindow('navigator:browser').document
  .querySelector('.webextension-popup-browser:not(.webextension-preload-browser)')`;

/** The same for the sidebar. */
const SIDEBAR_BROWSER = `Services.wm.getMostRecentWindow('navigator:browser').document
  .getElementById('sidebar').contentDocument?.getElementById('webext-panels-browser')`;

/** Milliseconds for one script in the popup. A popup that closes meanwhile would never answer. */
const SCRIPT_LIMIT_MS = 60_000;

/**
 * The popup of the toolbar button, or the sidebar. WebDriver knows no windows but tabs, so scripts get in as a frame
 * script, which runs in the popup's process and hands them to a sandbox of the popup's own world.
 */
export class FirefoxPopup implements Surface {
  readonly #session: FirefoxSession;
  /** Expression for the `<browser>` element that holds the document. */
  readonly #browser: string;

  /** The sidebar, once it is open with the extension's page in it. */
  static async findSidebar(session: FirefoxSession): Promise<FirefoxPopup> {
    const sidebar = new FirefoxPopup(session, SIDEBAR_BROWSER);
    await until('the sidebar to open', () =>
      session.run<boolean>('browser', `!!${SIDEBAR_BROWSER}?.currentURI.schemeIs('moz-extension')`),
    );
    await until('the sidebar to load', () => sidebar.evaluate(() => document.readyState === 'complete'));
    return sidebar;
  }

  static async open(session: FirefoxSession, extensionId: string): Promise<FirefoxPopup> {
    await session.run(
      'browser',
      `(() => {
        const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(extensionId)});
        const action = extension.apiManager.global.browserActionFor(extension);
        return action.triggerAction(Services.wm.getMostRecentWindow('navigator:browser'));
      })()`,
    );
    const popup = new FirefoxPopup(session, POPUP_BROWSER);
    await until('the popup to open', () =>
      session.run<boolean>(
        'browser',
        `(() => {
          const browser = ${POPUP_BROWSER};
          return browser?.closest('panel').state === 'open' && browser.clientWidth > 0 &&
            browser.currentURI.schemeIs('moz-extension');
        })()`,
      ),
    );
    await until('the popup to load', () => popup.evaluate(() => document.readyState === 'complete'));
    return popup;
  }

  private constructor(session: FirefoxSession, browser: string) {
    this.#session = session;
    this.#browser = browser;
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Surface.
  evaluate<A extends any[], R>(run: InPage<A, R>, ...args: A): Promise<Awaited<R>> {
    return this.#evaluateSource(toExpression(run, args));
  }

  async inject(source: string): Promise<void> {
    await this.#evaluateSource(`(() => { ${source}\n })()`);
  }

  async setColorScheme(scheme: ColorScheme): Promise<void> {
    const override = JSON.stringify(scheme);
    await this.#session.run(
      'browser',
      `void (${this.#browser}.browsingContext.prefersColorSchemeOverride = ${override})`,
    );
    await waitForColorScheme(this, scheme);
  }

  async screenshot(file: string): Promise<void> {
    const png = await this.#session.run<string>(
      'browser',
      `(async () => {
        const browser = ${this.#browser};
        const { width, height } = browser.getBoundingClientRect();
        const bitmap = await browser.browsingContext.currentWindowGlobal
          .drawSnapshot(new DOMRect(0, 0, width, height), 1, 'white');
        const canvas = browser.ownerDocument.createElementNS('http://www.w3.org/1999/xhtml', 'canvas');
        Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
        canvas.getContext('2d').drawImage(bitmap, 0, 0);
        return canvas.toDataURL().split(',')[1];
      })()`,
    );
    await writeFile(file, png, 'base64');
  }

  async close(): Promise<void> {
    if (this.#browser === SIDEBAR_BROWSER) {
      await this.#session.run(
        'browser',
        `Services.wm.getMostRecentWindow('navigator:browser').SidebarController.hide()`,
      );
      return;
    }
    await this.#session.run('browser', `${POPUP_BROWSER}?.closest('panel').hidePopup()`);
    await until('the popup to close', () => this.#session.run<boolean>('browser', `!${POPUP_BROWSER}`));
  }

  #evaluateSource<T>(expression: string): Promise<T> {
    const frameScript = (reply: string) => `
      const sandbox = new Cu.Sandbox(content, { sandboxPrototype: content, wantXrays: false });
      Cu.exportFunction((json) => sendAsyncMessage(${JSON.stringify(reply)}, json), sandbox, { defineAs: 'reply' });
      // What a script clicks here, a person clicked: Firefox opens a sidebar at nothing else.
      const gesture = content.windowUtils.setHandlingUserInput(true);
      Cu.evalInSandbox(${JSON.stringify(`
        (async () => ${expression})().then(
          (value) => reply(JSON.stringify({ value })),
          (error) => reply(JSON.stringify({ error: String(error) + '\\n' + error?.stack })),
        );`)}, sandbox);
      gesture.destruct();`;
    const reply = `factmark-${crypto.randomUUID()}`;
    return this.#session
      .run<string>(
        'browser',
        `new Promise((resolve, reject) => {
          const browser = ${this.#browser};
          if (!browser) throw new Error('The popup is closed');
          const { messageManager } = browser;
          const timer = browser.ownerDocument.defaultView.setTimeout(() => {
            reject(new Error('The popup did not answer within ${SCRIPT_LIMIT_MS} ms'));
          }, ${SCRIPT_LIMIT_MS});
          const onReply = ({ data }) => {
            browser.ownerDocument.defaultView.clearTimeout(timer);
            messageManager.removeMessageListener(${JSON.stringify(reply)}, onReply);
            resolve(data);
          };
          messageManager.addMessageListener(${JSON.stringify(reply)}, onReply);
          messageManager.loadFrameScript('data:text/javascript;charset=utf-8,' + encodeURIComponent(${JSON.stringify(frameScript(reply))}), false);
        })`,
      )
      .then((json) => {
        const answer = JSON.parse(json) as { value: T; error?: string };
        if (answer.error !== undefined) throw new Error(answer.error);
        return answer.value;
      });
  }
}
