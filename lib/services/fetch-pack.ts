import type { FetchFailure, Validators } from '../model/subscription.ts';
import { collectBytes } from '../pack/bytes.ts';

/** The part of `fetch` that is needed; a function of the test will do. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface FetchOptions {
  readonly fetch?: Fetch | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Of the file that is known already: the answer may then be `unchanged`. */
  readonly validators?: Validators | undefined;
  /** False while the browser knows that there is no network. */
  readonly isOnline?: boolean | undefined;
  /** Milliseconds until the first byte, and from one piece to the next. */
  readonly patience?: number | undefined;
}

export type FetchedPack =
  | {
      readonly kind: 'file';
      readonly stream: ReadableStream<Uint8Array>;
      /** Bytes, where the server tells and they arrive as they are. */
      readonly size: number | undefined;
      readonly validators: Validators;
    }
  | { readonly kind: 'unchanged' }
  | {
      readonly kind: 'failed';
      readonly reason: FetchFailure;
      readonly status?: number | undefined;
      readonly retryAfter?: number | undefined;
    };

/** A server that says nothing for so long is taken for dead. */
const PATIENCE_MS = 30_000;

/** What a signature file may hold; a real one has some hundred bytes. */
const MAX_SIGNATURE_BYTES = 64 * 1024;

const HEADERS: Readonly<Record<keyof Validators, string>> = {
  etag: 'if-none-match',
  lastModified: 'if-modified-since',
};

/** The stream of a file broke off because the server fell silent. */
export class SilenceError extends Error {
  override readonly name = 'SilenceError';
}

/**
 * @returns why packs are not fetched from there, or undefined for an address that will do: https, or
 *   http on this machine. Over plain http anybody on the way could write facts.
 */
export function findAddressFault(address: string): 'bad-address' | 'insecure' | undefined {
  if (!URL.canParse(address)) return 'bad-address';
  const { protocol, hostname, username, password } = new URL(address);
  if (username !== '' || password !== '') return 'bad-address';
  if (protocol === 'https:') return undefined;
  if (protocol !== 'http:') return 'bad-address';
  return isThisMachine(hostname) ? undefined : 'insecure';
}

function isThisMachine(hostname: string): boolean {
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || /^127(\.\d+){3}$|^\[::1\]$/.test(hostname)
  );
}

/**
 * Asks a server for a pack. Sends no cookies and no referrer. Where redirects lead is known only when
 * they were followed: what comes from outside https is refused unread, unless this machine was asked. Whatever goes wrong is a named failure; only the signal's own reason is thrown.
 */
export async function fetchPack(
  url: string,
  {
    fetch = globalThis.fetch.bind(globalThis),
    signal,
    validators,
    isOnline = true,
    patience = PATIENCE_MS,
  }: FetchOptions,
): Promise<FetchedPack> {
  const fault = findAddressFault(url);
  if (fault) return { kind: 'failed', reason: fault };
  if (!isOnline) return { kind: 'failed', reason: 'offline' };
  const silence = new Silence(patience);
  const init = (redirect: RequestRedirect): RequestInit => ({
    headers: Object.fromEntries(
      Object.entries(HEADERS).flatMap(([name, header]) => {
        const value = validators?.[name as keyof Validators];
        return value === undefined ? [] : [[header, value]];
      }),
    ),
    // The browser's own cache would answer for the server.
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    redirect,
    signal: signal ? AbortSignal.any([signal, silence.signal]) : silence.signal,
  });
  let response: Response;
  try {
    response = await fetch(url, init('follow'));
  } catch {
    signal?.throwIfAborted();
    if (silence.signal.aborted) return { kind: 'failed', reason: 'timeout' };
    // No answer and a redirect to where extensions may not read look the same; asking again tells.
    const isRedirect = await fetch(url, init('manual')).then(
      ({ type }) => type === 'opaqueredirect',
      () => false,
    );
    silence.end();
    signal?.throwIfAborted();
    return { kind: 'failed', reason: isRedirect ? 'redirect' : 'unreachable' };
  }
  const refusal = refuseResponse(response, url, validators);
  if (refusal) {
    silence.end();
    await response.body?.cancel().catch(() => {});
    return refusal;
  }
  const { headers, body } = response;
  const isPacked = headers.has('content-encoding');
  const length = Number(headers.get('content-length') ?? Number.NaN);
  return {
    kind: 'file',
    stream: silence.watch(body ?? new Blob().stream()),
    // The length counts what goes over the wire; unpacked there is more.
    size: !isPacked && Number.isSafeInteger(length) && length > 0 ? length : undefined,
    validators: {
      ...(headers.has('etag') ? { etag: headers.get('etag') ?? '' } : {}),
      ...(headers.has('last-modified') ? { lastModified: headers.get('last-modified') ?? '' } : {}),
    },
  };
}

/** What to make of an answer that is no file; undefined for one that is. */
function refuseResponse(
  { status, ok, url, headers }: Response,
  asked: string,
  validators: Validators | undefined,
): Exclude<FetchedPack, { kind: 'file' }> | undefined {
  // To one who has nothing yet, "as before" says nothing.
  if (status === 304 && validators && Object.keys(validators).length > 0) return { kind: 'unchanged' };
  if (!ok) {
    const retryAfter = readRetryAfter(headers);
    return { kind: 'failed', reason: 'status', status, ...(retryAfter > 0 ? { retryAfter } : {}) };
  }
  return url !== '' && (findAddressFault(url) || (isSecure(asked) && !isSecure(url)))
    ? { kind: 'failed', reason: 'redirect' }
    : undefined;
}

/** @returns seconds for which the server wants to be left alone; NaN if it does not say (RFC 9110, 10.2.3). */
function readRetryAfter(headers: Headers): number {
  const asked = headers.get('retry-after') ?? '';
  // A moment is by the server's clock, which tells what it is there now.
  return asked.includes(':')
    ? (Date.parse(asked) - Date.parse(headers.get('date') ?? '')) / 1000
    : Number.parseInt(asked, 10);
}

/** A server elsewhere has no business with what runs on this machine, which may speak plain http. */
function isSecure(address: string): boolean {
  return new URL(address).protocol === 'https:';
}

/**
 * The signature file beside a pack: its address with ".sig" at the end of the path.
 *
 * @returns undefined where there is none, or the server does not say or breaks off.
 * @throws the signal's reason.
 */
export async function fetchSignature(url: string, options: FetchOptions): Promise<string | undefined> {
  const address = new URL(url);
  address.pathname += '.sig';
  const fetched = await fetchPack(address.href, { ...options, validators: undefined });
  if (fetched.kind !== 'file') return undefined;
  try {
    const bytes = await collectBytes(fetched.stream, MAX_SIGNATURE_BYTES);
    // Of more than that, whatever it is, no signature can be read, and it is refused as such.
    return new TextDecoder().decode(bytes);
  } catch {
    options.signal?.throwIfAborted();
    return undefined;
  }
}

/** Breaks off what has heard nothing for too long. */
class Silence {
  readonly #controller = new AbortController();
  readonly #patience: number;
  #timer: ReturnType<typeof setTimeout>;

  constructor(patience: number) {
    this.#patience = patience;
    this.#timer = this.#start();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  /** The stream, for as long as something comes. Reading slowly is no silence. */
  watch(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
    const reader = stream.getReader();
    this.end();
    return new ReadableStream<Uint8Array>({
      pull: async (controller) => {
        this.#timer = this.#start();
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } finally {
          this.end();
        }
      },
      cancel: (reason) => {
        this.end();
        return reader.cancel(reason);
      },
    });
  }

  #start(): ReturnType<typeof setTimeout> {
    return setTimeout(() => this.#controller.abort(new SilenceError()), this.#patience);
  }
}
