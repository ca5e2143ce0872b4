import { type AnnotationSetting, annotate, measureCost, observePage, waitForRest } from './annotation.ts';
import type { SavedPage } from './saved-pages.ts';

/** What it costs a page's main thread to change its theme, in milliseconds of its own time. */
export interface ThemeCost {
  readonly page: string;
  readonly marks: number;
  readonly bareMs: number;
  /** With marks, each of which has to suit the new colours. */
  readonly markedMs: number;
}

/** Has the page change its theme by an attribute of its root, as sites do, without us and with its marks. */
export async function measureThemeCost(setting: AnnotationSetting, page: SavedPage): Promise<ThemeCost> {
  const bare = await measure(setting, page, false);
  const marked = await measure(setting, page, true);
  return { page: page.id, marks: marked.marks, bareMs: bare.threadMs, markedMs: marked.threadMs };
}

async function measure(setting: AnnotationSetting, page: SavedPage, isMarked: boolean) {
  const tab = await setting.browser.openTab(setting.server.url(page));
  try {
    await tab.send('Performance.enable', { timeDomain: 'threadTicks' });
    await tab.evaluate(addDarkTheme);
    await tab.evaluate(observePage);
    if (isMarked) await annotate(setting, tab);
    await waitForRest(tab);
    return await measureCost(tab, () => tab.evaluate(switchTheme));
  } finally {
    await tab.close();
  }
}

/** Runs in the page. */
function addDarkTheme(): void {
  const style = document.createElement('style');
  style.textContent =
    '[data-theme=dark], [data-theme=dark] :is(body, main, article, p) { background: #111 !important; color: #ddd !important }';
  document.head.append(style);
}

/** Runs in the page. */
function switchTheme(): void {
  document.documentElement.dataset.theme = 'dark';
}
