import { setTimeout as sleep } from 'node:timers/promises';
import { installPack } from '../browser/install-pack.ts';
import { measureHeap } from '../browser/memory.ts';
import { QuietChromium, type QuietTab } from '../browser/quiet-chromium.ts';

/** Between two looks. Each collects the garbage of the page and its workers, which stops them for a while. */
const LOOK_MS = 4_000;
/** What does not answer for so long is a worker that has ended. */
const ANSWER_MS = 20_000;

/**
 * By how many bytes what scripts hold grows while a pack is imported, at its highest: the heaps of the settings
 * page and of its workers, with the buffers outside, garbage collected before each look. An import of its own,
 * since collecting slows it down.
 */
export async function measureHeapGrowth(
  executablePath: string,
  extensionFolder: string,
  file: string,
): Promise<number> {
  const browser = await QuietChromium.launch(executablePath, extensionFolder);
  try {
    const settings = await browser.openTab(`${browser.extensionOrigin}/options.html`);
    const targets = new Set([settings]);
    await settings.watchWorkers({
      onStart: (worker) => targets.add(worker),
      onEnd: (worker) => targets.delete(worker),
    });
    const look = async () => {
      const sizes = await Promise.all([...targets].map(askOrGiveUp));
      return sizes.reduce((sum, size) => sum + size, 0);
    };
    const start = await look();
    let most = start;
    let isOver = false;
    const installing = installPack(settings, file).finally(() => {
      isOver = true;
    });
    while (!isOver) {
      most = Math.max(most, await look());
      await Promise.race([installing, sleep(LOOK_MS)]);
    }
    await installing;
    return most - start;
  } finally {
    await browser.close();
  }
}

/** @returns 0 for a worker that ended meanwhile. */
function askOrGiveUp(target: QuietTab): Promise<number> {
  return Promise.race([measureHeap(target).catch(() => 0), sleep(ANSWER_MS, 0, { ref: false })]);
}
