import { describe, expect, it, vi } from 'vitest';
import { type Fetch, fetchPack, fetchSignature, findAddressFault } from '../../../lib/services/fetch-pack.ts';

const URL = 'https://gazette.example/harbour.jsonl';

function answer(
  body: BodyInit | null,
  init: ResponseInit & { url?: string; type?: ResponseType } = {},
): Response {
  const response = new Response(body, init);
  for (const name of ['url', 'type'] as const) {
    if (init[name] !== undefined) Object.defineProperty(response, name, { value: init[name] });
  }
  return response;
}

const fetched = (fetch: Fetch, options: Parameters<typeof fetchPack>[1] = {}) =>
  fetchPack(URL, { fetch, ...options });

describe('an address of a pack', () => {
  it.each([
    ['https://gazette.example/harbour.json', undefined],
    ['http://localhost:8080/harbour.json', undefined],
    ['http://127.0.0.1/harbour.json', undefined],
    ['http://[::1]/harbour.json', undefined],
    ['http://gazette.example/harbour.json', 'insecure'],
    ['http://127.gazette.example/harbour.json', 'insecure'],
    ['ftp://gazette.example/harbour.json', 'bad-address'],
    ['https://user:secret@gazette.example/', 'bad-address'],
    ['https://:secret@gazette.example/', 'bad-address'],
    ['harbour.json', 'bad-address'],
  ])('%s: %s', (address, fault) => {
    expect(findAddressFault(address)).toBe(fault);
  });
});

describe('fetchPack', () => {
  it('gives the file, its size and what tells the next version apart', async () => {
    const headers = { 'content-length': '5', etag: '"a1"', 'last-modified': 'Sat, 07 Mar 2026 10:00:00 GMT' };
    const file = await fetched(async () => answer('pack!', { headers }));
    expect(file).toMatchObject({
      kind: 'file',
      size: 5,
      validators: { etag: '"a1"', lastModified: 'Sat, 07 Mar 2026 10:00:00 GMT' },
    });
    expect(file.kind === 'file' && (await new Response(file.stream).text())).toBe('pack!');
  });

  it('takes no length for the size of what was packed for the way', async () => {
    const headers = { 'content-length': '5', 'content-encoding': 'br' };
    expect(await fetched(async () => answer('pack, unpacked', { headers }))).toMatchObject({
      size: undefined,
    });
  });

  it('asks without cookies, referrer and cache, and for changes only', async () => {
    const fetch = vi.fn<Fetch>(async () => answer(null, { status: 304 }));
    const validators = { etag: '"a1"', lastModified: 'Sat, 07 Mar 2026 10:00:00 GMT' };
    expect(await fetched(fetch, { validators })).toEqual({ kind: 'unchanged' });
    expect(fetch.mock.lastCall).toMatchObject([
      URL,
      {
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        cache: 'no-store',
        headers: { 'if-none-match': '"a1"', 'if-modified-since': 'Sat, 07 Mar 2026 10:00:00 GMT' },
      },
    ]);
  });

  it.each([
    ['the status', () => answer('gone', { status: 410 }), { reason: 'status', status: 410 }],
    [
      'how long the server wants to be left alone',
      () => answer('busy', { status: 503, headers: { 'retry-after': '7200' } }),
      { reason: 'status', status: 503, retryAfter: 7200 },
    ],
    [
      'until when it wants that, by its own clock',
      () =>
        answer('busy', {
          status: 429,
          headers: { 'retry-after': 'Wed, 04 Mar 2026 10:00:00 GMT', date: 'Wed, 04 Mar 2026 08:00:00 GMT' },
        }),
      { reason: 'status', status: 429, retryAfter: 7200 },
    ],
    [
      'a redirect that leaves https',
      () => answer('pack', { url: 'http://gazette.example/harbour.jsonl' }),
      { reason: 'redirect' },
    ],
    [
      'a redirect from elsewhere to this machine',
      () => answer('pack', { url: 'http://127.0.0.1:9200/harbour.jsonl' }),
      { reason: 'redirect' },
    ],
  ])('names %s', async (_what, respond, failure) => {
    expect(await fetched(async () => respond())).toEqual({ kind: 'failed', ...failure });
  });

  it('tells a redirect to a site that may not be read from a server that does not answer', async () => {
    const refuse = async () => Promise.reject(new TypeError('Failed to fetch'));
    expect(await fetched(refuse)).toEqual({ kind: 'failed', reason: 'unreachable' });
    const redirects: Fetch = async (_url, { redirect }) =>
      redirect === 'manual' ? answer(null, { type: 'opaqueredirect' }) : refuse();
    expect(await fetched(redirects)).toEqual({ kind: 'failed', reason: 'redirect' });
  });

  it('asks nobody while there is no network, nor at an address that will not do', async () => {
    const fetch = vi.fn<Fetch>();
    expect(await fetched(fetch, { isOnline: false })).toEqual({ kind: 'failed', reason: 'offline' });
    expect(await fetchPack('http://gazette.example/', { fetch })).toMatchObject({ reason: 'insecure' });
    expect(fetch).not.toHaveBeenCalled();
  });

  it('gives up on a server that falls silent, before the file or in the middle of it', async () => {
    const never: Fetch = (_url, { signal }) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    expect(await fetched(never, { patience: 10 })).toEqual({ kind: 'failed', reason: 'timeout' });

    const half: Fetch = async (_url, { signal }) =>
      answer(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"record"'));
            signal?.addEventListener('abort', () => controller.error(signal.reason));
          },
        }),
      );
    const file = await fetched(half, { patience: 10 });
    await expect(file.kind === 'file' && new Response(file.stream).text()).rejects.toThrow();
  });

  it('throws the reason of whoever stops it', async () => {
    const stop = new AbortController();
    const fetch: Fetch = async () => {
      stop.abort(new Error('enough'));
      throw new TypeError('Failed to fetch');
    };
    await expect(fetched(fetch, { signal: stop.signal })).rejects.toThrow('enough');
  });
});

describe('fetchSignature', () => {
  it('looks beside the pack, whatever follows its path', async () => {
    const fetch = vi.fn<Fetch>(async () => answer('{}'));
    expect(await fetchSignature('https://gazette.example/a/harbour.jsonl?v=2', { fetch })).toBe('{}');
    expect(fetch.mock.lastCall?.[0]).toBe('https://gazette.example/a/harbour.jsonl.sig?v=2');
  });

  it('finds none where there is none, and reads no flood', async () => {
    expect(await fetchSignature(URL, { fetch: async () => answer('', { status: 404 }) })).toBeUndefined();
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(new Uint8Array(10_000)),
    });
    const flood = await fetchSignature(URL, { fetch: async () => answer(endless as BodyInit) });
    expect(flood?.length).toBeLessThan(100_000);
  });

  it('finds none in a file that breaks off, but hears of whoever stops it', async () => {
    const broken = () =>
      answer(new ReadableStream({ pull: (controller) => controller.error(new Error('gone')) }));
    expect(await fetchSignature(URL, { fetch: async () => broken() })).toBeUndefined();
    const stop = new AbortController();
    const fetch: Fetch = async () => {
      stop.abort(new Error('enough'));
      return broken();
    };
    await expect(fetchSignature(URL, { fetch, signal: stop.signal })).rejects.toThrow('enough');
  });
});
