// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { HANDOVER, type HandoverWorld } from '../../../entrypoints/content-script/handover.ts';
import contentScript from '../../../entrypoints/content-script/index.ts';
import type { StartPageTooltip } from '../../../entrypoints/content-script/page-tooltip.ts';
import type { PageReply } from '../../../lib/model/messages.ts';
import { createMarkStyles } from '../../../lib/services/mark-styles.ts';
import { MESSAGES } from '../../lib/extension/hostile-messages.ts';

const OURS = fakeBrowser.runtime.getURL('/' as never);
const BACKGROUND = { id: fakeBrowser.runtime.id, url: `${OURS}background.js` };

const WELCOME: PageReply = {
  type: 'welcome',
  isOn: false,
  theme: 'system',
  marks: createMarkStyles('line'),
  locale: { locale: 'en', messages: {} },
};

/** The page's script as it runs in a page of ours, with a tooltip that is open, and what is done to that. */
async function startScript() {
  let hearPort = (_reply: PageReply) => {};
  const connect = vi.fn(() => ({
    postMessage: () => {},
    disconnect: () => {},
    onDisconnect: { addListener: () => {} },
    onMessage: {
      addListener: (listener: typeof hearPort) => {
        hearPort = listener;
      },
    },
  }));
  Object.assign(browser.runtime, { connect });
  contentScript.main();
  await vi.waitFor(() => expect(connect).toHaveBeenCalled());
  hearPort(WELCOME);
  const tooltip = {
    isOpen: true,
    isWaiting: false,
    command: vi.fn(),
    send: vi.fn(),
    destroy: vi.fn(),
    follow() {},
  };
  const start = (() => tooltip) as unknown as StartPageTooltip;
  (globalThis as HandoverWorld)[HANDOVER]?.(start);
  const hear = async (message: unknown, sender: object = BACKGROUND) => {
    const answer = vi.fn();
    const { onMessage } = fakeBrowser.runtime as unknown as {
      onMessage: { trigger(...args: unknown[]): unknown };
    };
    await onMessage.trigger(message, sender, answer);
    return answer.mock.calls;
  };
  return { tooltip, hear };
}

describe('a page’s script, where messages to others come by', () => {
  beforeEach(() => fakeBrowser.reset());

  it('pins and closes the tooltip when it is told to, by the extension alone', async () => {
    const { tooltip, hear } = await startScript();
    await hear(MESSAGES.tab.pin, { id: BACKGROUND.id, url: 'https://bank.example/' });
    expect(tooltip.command).not.toHaveBeenCalled();
    await hear(MESSAGES.tab.pin);
    await hear(MESSAGES.tab.close);
    expect(tooltip.command.mock.calls).toEqual([['pin'], ['close']]);
    expect(await hear(MESSAGES.tab['list-mentions'])).toEqual([
      [{ isOn: false, pace: 'keeping-up', entities: [] }],
    ]);
    await hear(MESSAGES.tab.end);
    expect(tooltip.destroy).toHaveBeenCalledOnce();
  });

  it('leaves what is open alone at every message that is another’s, and answers none', async () => {
    const { tooltip, hear } = await startScript();
    const { tab, ...others } = MESSAGES;
    for (const message of Object.values(others).flatMap((kinds) => Object.values<unknown>(kinds))) {
      expect(await hear(message), JSON.stringify(message)).toEqual([]);
    }
    for (const nothing of [0, 'close', [], {}]) expect(await hear(nothing)).toEqual([]);
    expect(tooltip.command).not.toHaveBeenCalled();
    expect(tooltip.send).not.toHaveBeenCalled();
    expect(tooltip.destroy).not.toHaveBeenCalled();
    await hear(tab.end);
  });
});
