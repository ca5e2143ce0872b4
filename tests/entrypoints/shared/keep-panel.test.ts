import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keepPanel } from '../../../entrypoints/shared/keep-panel.ts';
import { watchPanel } from '../../../lib/extension/panel.ts';
import type { PanelRequest } from '../../../lib/model/panel.ts';

type Listener = (...args: unknown[]) => void;

/** No page of the web, as far as can be told. */
const TAB = { id: 7, windowId: 3 };
const PAGE = { ...TAB, url: 'https://gazette.example/harbour' };
let chooseInMenu: Listener;
let pressCommand: Listener;
let selected: string;
let asked: PanelRequest[];
const open = vi.fn(async () => {});
const createTab = vi.fn(async () => ({}));
const executeScript = vi.fn();

beforeEach(() => {
  fakeBrowser.reset();
  asked = [];
  selected = '';
  open.mockReset().mockResolvedValue(undefined);
  createTab.mockClear();
  executeScript.mockReset().mockImplementation(async () => [
    { frameId: 0, result: '' },
    { frameId: 5, result: selected },
  ]);
  Object.assign(fakeBrowser, {
    sidePanel: { open },
    contextMenus: {
      removeAll: async () => {},
      create: vi.fn(),
      onClicked: { addListener: (listener: Listener) => (chooseInMenu = listener) },
    },
    commands: { onCommand: { addListener: (listener: Listener) => (pressCommand = listener) } },
    scripting: { executeScript },
  });
  fakeBrowser.tabs.create = createTab as never;
  keepPanel((error) => {
    throw error;
  });
  watchPanel(TAB.windowId, (request) => asked.push(request));
});

describe('the side panel', () => {
  it('opens at once for a text chosen in the menu, and is told which', async () => {
    chooseInMenu({ menuItemId: 'look-up', selectionText: ' “Exampleton”, ' }, TAB);
    expect(open).toHaveBeenCalledWith({ windowId: 3 });
    await vi.waitFor(() => expect(asked).toEqual([{ kind: 'look-up', text: 'Exampleton' }]));
  });

  it('opens at the command before the page has told what is selected', async () => {
    selected = 'Exampleton’s';
    pressCommand('look-up', TAB);
    expect(open).toHaveBeenCalledOnce();
    await vi.waitFor(() => expect(asked).toEqual([{ kind: 'look-up', text: 'Exampleton' }]));
  });

  it('opens with its search where nothing is selected', async () => {
    pressCommand('look-up', TAB);
    await vi.waitFor(() => expect(asked).toEqual([{ kind: 'open' }]));
  });

  it('is replaced by a tab where the browser opens none', async () => {
    open.mockRejectedValue(new Error('not now'));
    chooseInMenu({ menuItemId: 'look-up', selectionText: 'Exampleton' }, TAB);
    await vi.waitFor(() =>
      expect(createTab).toHaveBeenCalledWith({
        url: expect.stringContaining('/sidepanel.html?show=look-up&text=Exampleton'),
        windowId: 3,
      }),
    );
  });

  it('stays shut for other items and other commands', () => {
    chooseInMenu({ menuItemId: 'other', selectionText: 'Exampleton' }, TAB);
    chooseInMenu({ menuItemId: 'look-up', selectionText: ' … ' }, TAB);
    pressCommand('next-mention', TAB);
    expect(open).not.toHaveBeenCalled();
  });
});

describe('a text selected in a page of the web', () => {
  /** What was looked up in which frame, by the second of two scripts. */
  const lookedUp = () =>
    executeScript.mock.calls.flatMap(([{ target, args }]) =>
      args === undefined ? [] : [{ ...target, text: args[1] }],
    );

  it('is looked up in its page, and in its frame', async () => {
    chooseInMenu({ menuItemId: 'look-up', selectionText: ' “Exampleton”, ', frameId: 2 }, PAGE);
    await vi.waitFor(() => expect(lookedUp()).toEqual([{ tabId: 7, frameIds: [2], text: 'Exampleton' }]));
    selected = 'Otherton';
    pressCommand('look-up', PAGE);
    await vi.waitFor(() => expect(lookedUp()[1]).toEqual({ tabId: 7, frameIds: [5], text: 'Otherton' }));
    expect(open).not.toHaveBeenCalled();
  });

  it.each([
    ['lets no extension in', PAGE],
    ['is a PDF', { ...PAGE, url: 'https://gazette.example/harbour.pdf?page=2' }],
  ])('is looked up in the panel where the page %s', async (_case, tab) => {
    executeScript.mockRejectedValue(new Error('This page cannot be scripted'));
    chooseInMenu({ menuItemId: 'look-up', selectionText: 'Exampleton', frameId: 0 }, tab);
    await vi.waitFor(() => expect(asked).toEqual([{ kind: 'look-up', text: 'Exampleton' }]));
    expect(open).toHaveBeenCalledOnce();
  });

  it('opens the panel’s search where there is none', async () => {
    pressCommand('look-up', PAGE);
    await vi.waitFor(() => expect(asked).toEqual([{ kind: 'open' }]));
  });
});
