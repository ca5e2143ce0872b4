import { setTimeout as sleep } from 'node:timers/promises';
import type { InPage } from '../../../tests/e2e/drivers/driver.ts';
import { until } from '../../../tests/e2e/drivers/until.ts';

/** The part of a tab that installing a pack needs. */
export interface SettingsTab {
  // biome-ignore lint/suspicious/noExplicitAny: see Surface in the drivers.
  evaluate<A extends any[], R>(run: InPage<A, R>, ...args: A): Promise<Awaited<R>>;
  upload(selector: string, files: readonly string[]): Promise<void>;
}

/**
 * Installs a pack as a reader does: chooses the file on the settings page, waits for the preview, accepts.
 *
 * @returns seconds from choosing the file to the pack that serves.
 */
export async function installPack(settings: SettingsTab, file: string, limitMs = 300_000): Promise<number> {
  await until('the settings page', () =>
    settings.evaluate(() => document.querySelector('input[type=file]') !== null),
  );
  const start = performance.now();
  await settings.upload('input[type=file]', [file]);
  await until('the preview', () => settings.evaluate(acceptPreview), { limitMs, intervalMs: 250 });
  await until('the pack to be installed', () => settings.evaluate(isInstalled), { limitMs, intervalMs: 250 });
  const seconds = (performance.now() - start) / 1_000;
  // Open pages are told, and the background opens what is new.
  await sleep(1_000);
  return seconds;
}

/** Clicks the button that accepts what the preview shows. @returns whether it was there. */
function acceptPreview(): boolean {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent?.trim() === 'Import');
  button?.click();
  return button !== undefined;
}

function isInstalled(): boolean {
  return /is installed/.test(document.body.innerText);
}
