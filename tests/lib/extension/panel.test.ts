import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { showForPage } from '../../../lib/extension/panel.ts';

const TARGET = { id: 'org:port', name: 'Port of Exampleton' };
const PAGE = { id: 7, windowId: 3 };
const DOSSIER = expect.stringContaining('/sidepanel.html?show=dossier&entity=org%3Aport');

const open = vi.fn(async () => {});
const create = vi.fn(async () => ({}));
const update = vi.fn(async () => ({}));
/** Id of the tab in front, and of one that stands in for the panel. */
let front: number;
let standIn: number | undefined;

beforeEach(() => {
  fakeBrowser.reset();
  for (const mock of [open, create, update]) mock.mockClear();
  open.mockResolvedValue(undefined);
  front = PAGE.id;
  standIn = undefined;
  Object.assign(fakeBrowser, { sidePanel: { open } });
  Object.assign(fakeBrowser.tabs, {
    create,
    update,
    query: async ({ active }: { active?: boolean }) => {
      const id = active ? front : standIn;
      return id === undefined ? [] : [{ id }];
    },
  });
});

describe('a dossier that a page’s tooltip leads to', () => {
  it('stands in the panel, which opens before anything is awaited', async () => {
    const showing = showForPage(PAGE, { kind: 'dossier', target: TARGET });
    expect(open).toHaveBeenCalledExactlyOnceWith({ windowId: 3 });
    await showing;
    expect(create).not.toHaveBeenCalled();
  });

  it('stands in a tab where the browser opens no panel, and always in the same', async () => {
    open.mockRejectedValue(new Error('not now'));
    await showForPage(PAGE, { kind: 'dossier', target: TARGET });
    expect(create).toHaveBeenCalledExactlyOnceWith({ url: DOSSIER, windowId: 3 });
    standIn = 12;
    await showForPage(PAGE, { kind: 'dossier', target: TARGET });
    expect(update).toHaveBeenCalledExactlyOnceWith(12, { url: DOSSIER, active: true });
    expect(create).toHaveBeenCalledOnce();
  });

  it('opens no tab for a page that is not in front of the reader', async () => {
    open.mockRejectedValue(new Error('not now'));
    front = 9;
    await showForPage(PAGE, { kind: 'dossier', target: TARGET });
    expect(create).not.toHaveBeenCalled();
  });
});
