import type { Marionette } from './marionette.ts';

/** Where a script runs: in the current tab's page, there with the browser's own rights, or in the browser's window. */
export type ScriptPlace = 'page' | 'privileged-page' | 'browser';

/** The most that a script in a page, or a page that loads, may take, in milliseconds. Some tests do all their work in one. */
const SCRIPT_LIMIT_MS = 300_000;

interface ScriptAnswer {
  readonly value?: unknown;
  readonly error?: string;
}

/**
 * A Marionette session. The protocol has one current window and one current context, so work is done
 * turn by turn: a turn first makes its tab current.
 */
export class FirefoxSession {
  readonly #marionette: Marionette;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #context: 'chrome' | 'content' | undefined;

  static async start(marionette: Marionette): Promise<FirefoxSession> {
    await marionette.send('WebDriver:NewSession', { capabilities: { alwaysMatch: {} } });
    await marionette.send('WebDriver:SetTimeouts', {
      script: SCRIPT_LIMIT_MS,
      pageLoad: SCRIPT_LIMIT_MS,
      implicit: 0,
    });
    return new FirefoxSession(marionette);
  }

  private constructor(marionette: Marionette) {
    this.#marionette = marionette;
  }

  /** A command in the browser's window, or in a tab if its handle is given. */
  send<T>(command: string, parameters: object = {}, handle?: string): Promise<T> {
    return this.#inTurn(async () => {
      await this.#enter(handle === undefined ? 'chrome' : 'content', handle);
      return this.#marionette.send<T>(command, parameters);
    });
  }

  /**
   * Runs an expression, which may give a promise, and returns its value by way of JSON.
   * @throws Error with the script's own message and stack.
   */
  run<T>(place: ScriptPlace, expression: string, handle?: string): Promise<T> {
    return this.#inTurn(async () => {
      await this.#enter(place === 'browser' ? 'chrome' : 'content', handle);
      const { value: answer } = await this.#marionette.send<{ value: ScriptAnswer }>(
        'WebDriver:ExecuteAsyncScript',
        {
          script: `
          const [done] = arguments;
          (async () => ${expression})().then(
            (value) => done({ value }),
            (error) => done({ error: String(error) + '\\n' + (error && error.stack) }),
          );`,
          args: [],
          // No sandbox at all means the page's own world; "system" has the browser's rights.
          sandbox: place === 'page' ? null : 'system',
        },
      );
      if (answer?.error !== undefined) throw new Error(answer.error);
      return answer?.value as T;
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(work, work);
    this.#lastTurn = turn;
    return turn;
  }

  async #enter(context: 'chrome' | 'content', handle: string | undefined): Promise<void> {
    if (this.#context !== context) {
      await this.#marionette.send('Marionette:SetContext', { value: context });
      this.#context = context;
    }
    if (handle !== undefined)
      await this.#marionette.send('WebDriver:SwitchToWindow', { handle, focus: false });
  }
}
