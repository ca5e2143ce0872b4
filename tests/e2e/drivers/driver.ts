import type { BrowserFamily } from '../../../scripts/setup/find-browser.ts';

/** How a test wants its browser. */
export interface LaunchOptions {
  readonly executablePath: string;
  /** Folder of the unpacked extension, absolute. */
  readonly extensionFolder: string;
  readonly isHeadless: boolean;
  /** Folder of a profile to go on with, which stays; a new one otherwise, which is thrown away. */
  readonly profile?: string | undefined;
  /** Where Firefox looks for what the reader's own files set; the home of whoever runs the tests otherwise. */
  readonly home?: string | undefined;
  /** Every request to another machine goes to this port of the loopback interface (see recording-proxy.ts). */
  readonly proxyPort?: number | undefined;
  /**
   * The most bytes that the extension may store; as much as the browser gives otherwise. Chromium keeps to
   * it only with an extension that has no leave for unlimited storage.
   */
  readonly storageLimit?: number | undefined;
  /** Size of the pages' viewport in CSS pixels. */
  readonly viewport?: { readonly width: number; readonly height: number } | undefined;
}

/** A function that runs inside a page. It is sent as source text: it must use nothing from around it. */
// biome-ignore lint/suspicious/noExplicitAny: arguments of any JSON type; the caller's own types check them.
export type InPage<A extends any[], R> = (...args: A) => R | Promise<R>;

/** Like {@link InPage}, with the closed shadow root of the extension's host element before the other arguments. */
// biome-ignore lint/suspicious/noExplicitAny: as above.
export type InShadow<A extends any[], R> = (root: ShadowRoot, ...args: A) => R | Promise<R>;

export type ColorScheme = 'light' | 'dark';

/** The popup, or whatever it was, closed before it answered. */
export class SurfaceClosedError extends Error {
  override readonly name = 'SurfaceClosedError';
}

/** Something with a document that code can run in: a tab, or the toolbar popup. Arguments and results are JSON. */
export interface Surface {
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  evaluate<A extends any[], R>(run: InPage<A, R>, ...args: A): Promise<Awaited<R>>;
  /** Defines the globals of a script, e.g. a library, in the document's own world. */
  inject(source: string): Promise<void>;
  setColorScheme(scheme: ColorScheme): Promise<void>;
  /** Saves a PNG of what is visible. */
  screenshot(file: string): Promise<void>;
  close(): Promise<void>;
}

/** In the viewport, CSS pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A tab, as far as the two browsers differ in driving it. Input events are trusted, as a person's are. */
export interface Tab extends Surface {
  /** Address of the document in the tab. */
  url(): Promise<string>;
  goto(url: string): Promise<void>;
  bringToFront(): Promise<void>;
  /**
   * Runs in the closed shadow root of the tooltip's host, which page scripts cannot reach.
   * @returns undefined if there is none.
   */
  // biome-ignore lint/suspicious/noExplicitAny: as above.
  evaluateInShadow<A extends any[], R>(run: InShadow<A, R>, ...args: A): Promise<Awaited<R> | undefined>;
  /**
   * Moves the pointer to viewport coordinates in CSS pixels, with steps on the way; a jump has none, between which
   * a busy machine may take its time.
   */
  movePointer(x: number, y: number, how?: 'jump'): Promise<void>;
  clickAt(x: number, y: number): Promise<void>;
  /** Puts a finger down and lifts it: soon, for a tap, or after that many milliseconds. */
  touchAt(x: number, y: number, holdMs?: number): Promise<void>;
  /** Presses keys named as in `KeyboardEvent.key`, joined by "+", e.g. "Alt+ArrowDown". */
  press(keys: string): Promise<void>;
  /** Types text into whatever has the focus. */
  type(text: string): Promise<void>;
  /** @returns the page on paper, as a PDF. */
  print(): Promise<Uint8Array>;
  /** Chooses files for an `<input type=file>`, visible or not. */
  upload(selector: string, files: readonly string[]): Promise<void>;
  /** Takes hold of what is at one place and lets go of it at another; by script in Firefox, which no driver can drag in. */
  drag(from: Place, to: Place): Promise<void>;
  /** Drags a file over the page and lets go of it there; by script in Firefox, as above. */
  dropFile(x: number, y: number, file: string): Promise<void>;
}

/** A browser with the extension installed. */
export interface BrowserDriver {
  readonly family: BrowserFamily;
  /** Origin of the extension's pages, without a slash at the end. */
  readonly extensionOrigin: string;
  openTab(url: string): Promise<Tab>;
  /** Clicks the extension's button in the toolbar while the tab is in front. */
  openPopup(over: Tab): Promise<Surface>;
  /** The side panel, or sidebar, of the window; waits until it is open. */
  findPanel(): Promise<Surface>;
  /** Types text after the extension's keyword into the address bar. @returns what the extension suggests, a line each. */
  suggestInAddressBar(text: string): Promise<readonly string[]>;
  /** Stops the service worker or event page, as the browser does when it is idle, until somebody needs it again. */
  killBackground(): Promise<void>;
  /** Has the browser say yes, without a prompt, when the extension asks for these sites on a reader's click. */
  approveRequests(origins: readonly string[]): Promise<void>;
  /** Gives the extension access to sites that it may ask for, as a reader would in a prompt. */
  grantAccess(origins: readonly string[]): Promise<void>;
  /** Takes access to all sites away, as a reader can in the browser's own settings. */
  withholdAccess(): Promise<void>;
  /** Addresses of all tabs that are open, whoever opened them. */
  addresses(): Promise<readonly string[]>;
  /** Where files that are saved from now on go, without a question; an absolute path. */
  saveDownloadsTo(folder: string): Promise<void>;
  /** Installs the extension; where it is installed already, this is an update. */
  install(): Promise<void>;
  uninstall(): Promise<void>;
  /** Switches the extension off or on, as a reader does in the browser's list of extensions. */
  setEnabled(isOn: boolean): Promise<void>;
  /** Uncaught errors and console errors of every page and of the extension since the start, one text each. */
  problems(): Promise<readonly string[]>;
  /**
   * Leaves the browser to a person: closes the empty tab that it began with, and ends remote control
   * where that would be in the way. Afterwards only `closed` and `close` work.
   */
  handOver(): Promise<void>;
  /** Resolves when the browser is gone, whoever closed it. */
  readonly closed: Promise<void>;
  close(): Promise<void>;
  /** Kills every process of the browser at once, as a power cut would. Nothing but `closed` works afterwards. */
  crash(): Promise<void>;
}

/** Source of an expression that calls the function with the arguments. */
export function toExpression(run: (...args: never[]) => unknown, args: readonly unknown[]): string {
  return `(${run.toString()})(...${JSON.stringify(args)})`;
}
