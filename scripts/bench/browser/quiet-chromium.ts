import { spawn } from 'node:child_process';
import { CHROMIUM_HEADLESS_SWITCHES, CHROMIUM_SWITCHES } from '../../../tests/e2e/drivers/chromium.ts';
import { type InPage, toExpression } from '../../../tests/e2e/drivers/driver.ts';
import { createProfile, removeProfile } from '../../../tests/e2e/drivers/profile.ts';
import { until } from '../../../tests/e2e/drivers/until.ts';
import { CdpPipe } from './cdp-pipe.ts';

interface Evaluation {
  readonly result: { readonly value?: unknown };
  readonly exceptionDetails?: {
    readonly text: string;
    readonly exception?: { readonly description?: string };
  };
}

interface TargetInfo {
  readonly targetId: string;
  readonly type: string;
  readonly url: string;
}

export interface WorkerWatcher {
  onStart(worker: QuietTab): void;
  onEnd(worker: QuietTab): void;
}

/** A target that DevTools is attached to. */
export class QuietTab {
  readonly targetId: string;
  readonly #pipe: CdpPipe;
  readonly #sessionId: string;

  constructor(pipe: CdpPipe, targetId: string, sessionId: string) {
    this.#pipe = pipe;
    this.targetId = targetId;
    this.#sessionId = sessionId;
  }

  send<T = unknown>(method: string, params: object = {}): Promise<T> {
    return this.#pipe.send<T>(method, params, this.#sessionId);
  }

  on<T>(method: string, listener: (params: T) => void): () => void {
    return this.#pipe.on(method, this.#sessionId, listener);
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Surface in the drivers.
  async evaluate<A extends any[], R>(run: InPage<A, R>, ...args: A): Promise<Awaited<R>> {
    return (await this.evaluateSource(toExpression(run, args))) as Awaited<R>;
  }

  /** @returns the expression's value, by way of JSON. */
  async evaluateSource(expression: string): Promise<unknown> {
    const { result, exceptionDetails } = await this.send<Evaluation>('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  /** Opens an address and waits for its `load`. */
  async goto(url: string): Promise<void> {
    await this.send('Page.enable');
    const loaded = new Promise<void>((resolve) => {
      const off = this.on('Page.loadEventFired', () => {
        off();
        resolve();
      });
    });
    await this.send('Page.navigate', { url });
    await loaded;
    await this.send('Page.disable');
  }

  async upload(selector: string, files: readonly string[]): Promise<void> {
    const { root } = await this.send<{ root: { nodeId: number } }>('DOM.getDocument');
    const { nodeId } = await this.send<{ nodeId: number }>('DOM.querySelector', {
      nodeId: root.nodeId,
      selector,
    });
    await this.send('DOM.setFileInputFiles', { nodeId, files });
    await this.send('DOM.disable');
  }

  async movePointer(x: number, y: number): Promise<void> {
    await this.send('Input.dispatchMouseEvent', { type: 'mouseMoved', x, y });
  }

  /** Attaches to the workers that the target starts from now on, and to those that these start. */
  async watchWorkers(watcher: WorkerWatcher): Promise<void> {
    const workers = new Map<string, QuietTab>();
    this.on<{ sessionId: string; targetInfo: TargetInfo }>(
      'Target.attachedToTarget',
      ({ sessionId, targetInfo: { targetId } }) => {
        const worker = new QuietTab(this.#pipe, targetId, sessionId);
        workers.set(sessionId, worker);
        watcher.onStart(worker);
        // A worker that ends at once takes nothing.
        worker.watchWorkers(watcher).catch(() => undefined);
      },
    );
    this.on<{ sessionId: string }>('Target.detachedFromTarget', ({ sessionId }) => {
      const worker = workers.get(sessionId);
      if (worker) watcher.onEnd(worker);
    });
    await this.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: true,
    });
  }

  async detach(): Promise<void> {
    await this.#pipe.send('Target.detachFromTarget', { sessionId: this.#sessionId });
  }

  async close(): Promise<void> {
    await this.#pipe.send('Target.closeTarget', { targetId: this.targetId });
  }
}

/**
 * Chromium with the extension, driven by bare DevTools messages. Playwright, which drives it in the tests,
 * attaches to every page and to the extension's worker, and holds the worker up when it starts: all that
 * would be measured with the extension. Here nothing is attached but what a measurement asks for.
 */
export class QuietChromium {
  readonly family = 'chromium';
  readonly extensionOrigin: string;
  readonly pid: number;
  readonly pipe: CdpPipe;
  readonly #end: () => Promise<void>;

  static async launch(executablePath: string, extensionFolder: string): Promise<QuietChromium> {
    const profile = createProfile();
    const child = spawn(
      executablePath,
      [
        ...CHROMIUM_SWITCHES,
        ...CHROMIUM_HEADLESS_SWITCHES,
        '--no-sandbox',
        '--window-size=1280,900',
        // A page behind others is slowed down, which is not what is measured.
        '--disable-background-timer-throttling',
        '--disable-renderer-backgrounding',
        `--user-data-dir=${profile}`,
        '--remote-debugging-pipe',
        'about:blank',
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] },
    );
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    const closed = new Promise<void>((resolve, reject) => {
      child.once('error', reject);
      child.once('exit', () => resolve());
    });
    const pipe = new CdpPipe(child);
    const end = async () => {
      await Promise.race([pipe.send('Browser.close').catch(() => undefined), closed]);
      await closed;
      process.off('exit', kill);
      removeProfile(profile);
    };
    try {
      const { id } = await pipe.send<{ id: string }>('Extensions.loadUnpacked', { path: extensionFolder });
      return new QuietChromium(pipe, `chrome-extension://${id}`, child.pid ?? 0, end);
    } catch (error) {
      kill();
      throw error;
    }
  }

  private constructor(pipe: CdpPipe, extensionOrigin: string, pid: number, end: () => Promise<void>) {
    this.pipe = pipe;
    this.extensionOrigin = extensionOrigin;
    this.pid = pid;
    this.#end = end;
  }

  /** Opens a page in front and attaches to it. */
  async openTab(url = 'about:blank'): Promise<QuietTab> {
    return this.attach(await this.openUnattached('about:blank')).then(async (tab) => {
      if (url !== 'about:blank') await tab.goto(url);
      return tab;
    });
  }

  /** Opens a page that nothing is attached to. @returns its target id. */
  async openUnattached(url: string): Promise<string> {
    const { targetId } = await this.pipe.send<{ targetId: string }>('Target.createTarget', { url });
    return targetId;
  }

  async closeTarget(targetId: string): Promise<void> {
    await this.pipe.send('Target.closeTarget', { targetId });
  }

  /** Address of a tab, as the browser knows it. */
  async readUrl({ targetId }: QuietTab): Promise<string> {
    const { targetInfo } = await this.pipe.send<{ targetInfo: TargetInfo }>('Target.getTargetInfo', {
      targetId,
    });
    return targetInfo.url;
  }

  async attach(targetId: string): Promise<QuietTab> {
    const { sessionId } = await this.pipe.send<{ sessionId: string }>('Target.attachToTarget', {
      targetId,
      flatten: true,
    });
    return new QuietTab(this.pipe, targetId, sessionId);
  }

  /** Attaches to the extension's worker. @throws Error if it does not run. */
  async attachToBackground(): Promise<QuietTab> {
    const { targetInfos } = await this.pipe.send<{ targetInfos: TargetInfo[] }>('Target.getTargets', {
      filter: [{ type: 'service_worker' }],
    });
    const worker = targetInfos.find(({ url }) => url.startsWith(this.extensionOrigin));
    if (!worker) throw new Error('The background does not run');
    return this.attach(worker.targetId);
  }

  /** Stops the extension's worker as the browser does when it was idle for half a minute. */
  async killBackground(): Promise<void> {
    // DevTools shows workers only to a page of their own origin; in this one none of our scripts runs.
    const { targetId } = await this.pipe.send<{ targetId: string }>('Target.createTarget', {
      url: `${this.extensionOrigin}/manifest.json`,
      // The page that is being read stays in front.
      background: true,
    });
    const tab = await this.attach(targetId);
    try {
      const states = new Map<string, string>();
      tab.on<{ versions: { versionId: string; runningStatus: string }[] }>(
        'ServiceWorker.workerVersionUpdated',
        ({ versions }) => {
          for (const { versionId, runningStatus } of versions) states.set(versionId, runningStatus);
        },
      );
      await tab.send('ServiceWorker.enable');
      await until('the worker to be known', () => states.size > 0);
      await tab.send('ServiceWorker.stopAllWorkers');
      await until('the worker to stop', () => [...states.values()].every((state) => state === 'stopped'));
    } finally {
      await tab.close();
    }
  }

  close(): Promise<void> {
    return this.#end();
  }
}
