import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { readQuestion } from '../../../lib/extension/rejection-question.ts';
import {
  addRejection,
  addRejectionOfPage,
  readRejections,
  removeRejection,
} from '../../../lib/extension/rejections.ts';

const LUMEN = { entityId: 'org:lumen', form: 'Lumen' };
const now = () => 7;

describe('rejections', () => {
  beforeEach(() => {
    fakeBrowser.reset();
    // happy-dom has no locks; nothing here happens at once.
    Object.defineProperty(navigator, 'locks', {
      value: { request: (_name: string, run: () => unknown) => run() },
      configurable: true,
    });
  });

  it('are kept under one key, each once', async () => {
    await addRejection(LUMEN, 'gazette.example', now);
    await addRejection(LUMEN, 'gazette.example', now);
    await addRejection(LUMEN, undefined, now);
    expect(await fakeBrowser.storage.local.get(null)).toEqual({
      rejections: [
        { ...LUMEN, host: 'gazette.example', rejectedAt: 7 },
        { ...LUMEN, rejectedAt: 7 },
      ],
    });
  });

  it('are taken back for the site that they hold for, and for no other', async () => {
    await addRejection(LUMEN, 'gazette.example', now);
    await addRejection(LUMEN, undefined, now);
    await removeRejection(LUMEN, 'herald.example');
    expect(await readRejections()).toHaveLength(2);
    await removeRejection(LUMEN, undefined);
    expect(await readRejections()).toEqual([{ ...LUMEN, host: 'gazette.example', rejectedAt: 7 }]);
  });

  it('of one site are limited, so that a page cannot fill the list', async () => {
    await addRejectionOfPage(LUMEN, 'gazette.example', now);
    for (let n = 0; n < 120; n++) {
      await addRejectionOfPage({ ...LUMEN, form: `F${n}` }, 'hostile.example', now);
    }
    const all = await readRejections();
    expect(all).toHaveLength(101);
    expect(all[0]).toEqual({ ...LUMEN, host: 'gazette.example', rejectedAt: 7 });
    // What the reader said last holds.
    expect(all.at(-1)?.form).toBe('F119');
    await addRejectionOfPage({ ...LUMEN, form: 'F119' }, 'hostile.example', now);
    expect(await readRejections()).toEqual(all);
  });

  it('of one site are as many as the reader makes in a page of the extension', async () => {
    for (let n = 0; n < 120; n++) await addRejection({ ...LUMEN, form: `F${n}` }, 'gazette.example', now);
    expect(await readRejections()).toHaveLength(120);
    await addRejectionOfPage(LUMEN, 'gazette.example', now);
    expect(await readRejections()).toHaveLength(120);
  });
});

describe('the question whether to reject everywhere', () => {
  it.each([
    [
      'names what and as what',
      '?reject=org%3Alumen&form=Lumen+Works',
      { entityId: 'org:lumen', form: 'Lumen Works' },
    ],
    ['is not asked without both', '?reject=org%3Alumen', undefined],
    ['is not asked where the page is opened by itself', '', undefined],
  ])('%s', (_rule, search, expected) => {
    expect(readQuestion(search)).toEqual(expected);
  });
});
