import { LOOK_UP_KEY } from '../../lib/model/messages.ts';
import type { Reader } from './drivers/reader.ts';
import type { Scene } from './harness.ts';

/** Selects the first text of an element. */
export const select = ({ tab }: Reader, selector: string) =>
  tab.evaluate((wanted) => {
    const element = document.querySelector(wanted)!;
    element.scrollIntoView({ block: 'center' });
    getSelection()!.selectAllChildren(element);
  }, selector);

/** Does what the command does, which no driver can press: see `lookUpInPage` in lib/extension/content-scripts.ts. */
export async function lookUp(scene: Scene, { tab }: Reader, text: string): Promise<void> {
  const settings = await scene.openExtensionPage('options.html');
  await settings.surface.evaluate(
    async (url, key, selected) => {
      const { scripting, tabs } = (globalThis as unknown as { chrome: typeof import('wxt/browser').browser })
        .chrome;
      const page = (await tabs.query({})).find((open) => open.url === url);
      const target = { tabId: page!.id as number, frameIds: [0] };
      await scripting.executeScript({ target, files: ['/look-up.js'] });
      await scripting.executeScript({
        target,
        func: (name: string, words: string) =>
          (globalThis as unknown as Record<symbol, (text: string) => void>)[Symbol.for(name)]?.(words),
        args: [key, selected],
      });
    },
    await tab.url(),
    LOOK_UP_KEY,
    text,
  );
  await settings.surface.close();
  await tab.bringToFront();
}
