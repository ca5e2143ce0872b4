import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { keepPanel } from '../../../entrypoints/shared/keep-panel.ts';
import { watchPanel } from '../../../lib/extension/panel.ts';
import type { PanelRequest } from '../../../lib/model/panel.ts';

type Listener = (...args: unknown[]) => void;

const TAB = { id: 7, windowId: 3 };
let chooseInMenu: Listener;
let pressCommand: Listener;
let selected: string;
let asked: PanelRequest[];
const open = vi.fn(async () => {});
const createTab = vi.fn(async () => ({}));

beforeEach(() => {
  fakeBrowser.reset();
  asked = [];
  selected = '';
  open.mockReset().mockResolvedValue(undefined);
  createTab.mockClear();
  Object.assign(fakeBrowser, {
    sidePanel: { open },
    contextMenus: {
      removeAll: async () => {},
      create: vi.fn(),
      onClicked: { addListener: (listener: Listener) => (chooseInMenu = listener) },
    },
    commands: { onCommand: { addListener: (listener: Listener) => (pressCommand = listener) } },
    scripting: { executeScript: async () => [{ result: '' }, { result: selected }] },
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
