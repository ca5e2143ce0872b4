import type { LaunchOptions, Tab } from '../../../tests/e2e/drivers/driver.ts';
import { launchBrowser } from '../../../tests/e2e/drivers/launch.ts';
import { until } from '../../../tests/e2e/drivers/until.ts';
import type { BrowserFamily } from '../../setup/find-browser.ts';
import { measureCoreShare, quantile } from '../browser/statistics.ts';
import { type ActionWorld, watchActions } from './in-page.ts';

/** What a reader does in the settings, each many times. */
export const ACTIONS = ['section', 'switch', 'letter'] as const;
export type Action = (typeof ACTIONS)[number];

/** Milliseconds from a click or a key until the page has painted what came of it. */
export interface Latencies {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly max: number;
}

type UseLatencies = Readonly<Record<Action, Latencies>>;

export interface SettingsUse {
  readonly atRest: UseLatencies;
  readonly importing: UseLatencies;
  /** Share of a core that a busy thread got just before. */
  readonly coreShare: number;
}

/** Times that everything is done. */
const ROUNDS = 12;
const WORD = 'theme';
const COUNT_SWITCH = '#marks-count [role="switch"]';

type Taken = Record<Action, number[]>;

/**
 * How soon the settings page answers real clicks and keys, first at rest and then while a large pack is read:
 * another section is opened, a switch is turned, which saves it, and a word is typed into the search. Each round
 * ends in the section of packs, where the import must still be running. Then it is cancelled.
 */
export async function measureSettingsUse(
  family: BrowserFamily,
  options: LaunchOptions,
  file: string,
): Promise<SettingsUse> {
  const browser = await launchBrowser(family, options);
  try {
    const settings = await browser.openTab(`${browser.extensionOrigin}/options.html`);
    await until('the settings page', () =>
      settings.evaluate(() => document.querySelector('article, input[type=file]') !== null),
    );
    await settings.evaluate(watchActions);
    const coreShare = measureCoreShare();
    const atRest = await useSettings(settings);
    await settings.upload('input[type=file]', [file]);
    const isReading = () => settings.evaluate(() => document.querySelector('.import progress') !== null);
    await until('the import to begin', isReading);
    const importing = await useSettings(settings, isReading);
    return { atRest, importing, coreShare };
  } finally {
    await browser.close();
  }
}

async function useSettings(
  settings: Tab,
  isStill: () => Promise<boolean> = async () => true,
): Promise<UseLatencies> {
  const taken: Taken = { section: [], switch: [], letter: [] };
  const time = async (action: Action, act: () => Promise<void>) => {
    const before = await countActions(settings);
    await act();
    await until(`the outcome of a ${action}`, async () => (await countActions(settings)) > before);
    taken[action].push(await settings.evaluate(() => (window as unknown as ActionWorld).actionsMs.at(-1)!));
  };
  for (let round = 0; round < ROUNDS; round++) {
    await time('section', () => click(settings, 'a[href="#marks"]'));
    await time('switch', () => click(settings, COUNT_SWITCH));
    await time('section', () => click(settings, 'a[href="#sites"]'));
    await settings.evaluate(() => document.querySelector<HTMLElement>('.settings__search input')!.focus());
    for (const letter of WORD) await time('letter', () => settings.type(letter));
    await settings.press('Escape');
    await time('section', () => click(settings, 'a[href="#packs"]'));
    if (!(await isStill())) throw new Error(`The import was over after ${round + 1} of ${ROUNDS} rounds`);
  }
  const summarize = (action: Action): Latencies => ({
    count: taken[action].length,
    median: quantile(taken[action], 0.5),
    p95: quantile(taken[action], 0.95),
    max: Math.max(...taken[action]),
  });
  return { section: summarize('section'), switch: summarize('switch'), letter: summarize('letter') };
}

function countActions(settings: Tab): Promise<number> {
  return settings.evaluate(() => (window as unknown as ActionWorld).actionsMs.length);
}

async function click(settings: Tab, selector: string): Promise<void> {
  const place = await settings.evaluate((wanted) => {
    const { x, y, width, height } = document.querySelector(wanted)!.getBoundingClientRect();
    return { x: x + width / 2, y: y + height / 2 };
  }, selector);
  await settings.clickAt(place.x, place.y);
}
