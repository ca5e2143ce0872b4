import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchPdf } from '../../../lib/pdf/fetch-pdf.ts';

const URL_OF_PDF = 'https://gazette.example/report.pdf';

function answer(response: Response | Error) {
  const fetch = vi.fn(async () => {
    if (response instanceof Error) throw response;
    return response;
  });
  vi.stubGlobal('fetch', fetch);
  return fetch;
}

describe('fetchPdf', () => {
  const { signal } = new AbortController();
  afterEach(() => vi.unstubAllGlobals());

  it('fetches as the reader would, who may be a member of the site', async () => {
    const fetch = answer(new Response('%PDF-1.4'));
    const bytes = (await fetchPdf(URL_OF_PDF, signal)) as Uint8Array;
    expect(new TextDecoder().decode(bytes)).toBe('%PDF-1.4');
    expect(fetch).toHaveBeenCalledExactlyOnceWith(URL_OF_PDF, { credentials: 'include', signal });
  });

  it.each([
    ['is not there', new Response('', { status: 404 })],
    ['cannot be reached', new TypeError('Failed to fetch')],
  ])('says that it could not be fetched where it %s', async (_case, response) => {
    answer(response);
    expect(await fetchPdf(URL_OF_PDF, signal)).toBe('not-fetched');
  });

  it('stops at the largest size that fits into memory', async () => {
    answer(new Response('x'.repeat(11)));
    expect(await fetchPdf(URL_OF_PDF, signal, 10)).toBe('too-large');
    answer(new Response('x'.repeat(10)));
    expect(await fetchPdf(URL_OF_PDF, signal, 10)).toHaveLength(10);
  });
});
