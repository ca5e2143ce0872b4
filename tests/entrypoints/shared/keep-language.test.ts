import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keepLanguage } from '../../../entrypoints/shared/keep-language.ts';
import { changeSettings } from '../../../lib/extension/settings.ts';
import type { Settings } from '../../../lib/model/settings.ts';

let menu: string[];
let hint: string;
let install: () => void;
let saved: ((changes: object) => void)[];

const choose = async (language: Settings['language']) => {
  const settings = await changeSettings((now) => ({ ...now, language }));
  for (const listener of saved) listener({ settings: { newValue: settings } });
};

function start(): void {
  keepLanguage((error) => {
    throw error;
  });
}

beforeEach(() => {
  fakeBrowser.reset();
  menu = [];
  hint = '';
  saved = [];
  vi.stubGlobal('navigator', {
    languages: ['en-GB'],
    locks: { request: (_name: string, work: () => unknown) => work() },
  });
  Object.assign(fakeBrowser, {
    contextMenus: {
      removeAll: async () => {
        menu = [];
      },
      create: ({ title }: { title: string }) => menu.push(title),
    },
    omnibox: { setDefaultSuggestion: ({ description }: { description: string }) => (hint = description) },
  });
  fakeBrowser.runtime.onInstalled.addListener = ((listener: () => void) => (install = listener)) as never;
  fakeBrowser.storage.local.onChanged.addListener = ((listener: (changes: object) => void) =>
    saved.push(listener)) as never;
});

describe('the browser’s own menus', () => {
  it('speak the browser’s language until the reader chooses one, and then that one at once', async () => {
    start();
    install();
    await vi.waitFor(() => expect(menu).toEqual([expect.stringContaining('Look up')]));
    await choose('de');
    await vi.waitFor(() => expect(menu).toEqual([expect.stringContaining('nachschlagen')]));
    await vi.waitFor(() => expect(hint).toContain('besten Treffer'));
    expect(menu).toHaveLength(1);
    await choose('auto');
    await vi.waitFor(() => expect(menu).toEqual([expect.stringContaining('Look up')]));
  });

  it('are left alone by a background that merely woke, which says its hint in the chosen language', async () => {
    await choose('fr');
    start();
    await vi.waitFor(() => expect(hint).toContain('meilleur résultat'));
    expect(menu).toEqual([]);
  });

  it('change also where the background is woken by the choice itself', async () => {
    start();
    install();
    await vi.waitFor(() => expect(menu).toHaveLength(1));
    saved = [];
    await changeSettings((now) => ({ ...now, language: 'fr' }));
    start();
    await choose('fr');
    await vi.waitFor(() => expect(menu).toEqual([expect.stringContaining('Chercher')]));
  });
});
