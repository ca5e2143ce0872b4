import { browser } from 'wxt/browser';

/** A piece of a suggestion's text. */
export interface SuggestionPart {
  readonly text: string;
  /** `match`: what the reader typed. `dim`: said by the way. */
  readonly style?: 'match' | 'dim' | undefined;
}

export interface Suggestion {
  /** What stands in the address bar when it is chosen; two suggestions must differ in it. */
  readonly content: string;
  readonly parts: readonly SuggestionPart[];
}

/** How a suggestion, or a text, is to be opened. */
export type Disposition = 'currentTab' | 'newForegroundTab' | 'newBackgroundTab';

/**
 * Says what can be typed after our keyword. Call it whenever the background starts, and when the words change.
 */
export function hintInOmnibox(hint: string): void {
  browser.omnibox.setDefaultSuggestion({ description: describe([{ text: hint }]) });
}

/**
 * Answers what is typed in the address bar after our keyword. Call it while the background starts.
 *
 * @param suggest Best first; an answer that the next letter has overtaken is dropped.
 * @param open The content of a suggestion, or whatever was typed.
 */
export function serveOmnibox(
  suggest: (text: string) => Promise<readonly Suggestion[]>,
  open: (text: string, disposition: Disposition) => void,
): void {
  const { omnibox } = browser;
  let turn = 0;
  omnibox.onInputChanged.addListener((text, answer) => {
    const mine = ++turn;
    suggest(text).then(
      (suggestions) => {
        if (mine !== turn) return;
        answer(suggestions.map(({ content, parts }) => ({ content, description: describe(parts) })));
      },
      (error: unknown) => {
        console.error(error);
        answer([]);
      },
    );
  });
  omnibox.onInputEntered.addListener((text, disposition) => open(text, disposition as Disposition));
}

/** Shows a page where the reader asked for it: in place of the present one, or in a tab of its own. */
export async function openAt(url: string, disposition: Disposition): Promise<void> {
  if (disposition === 'currentTab') await browser.tabs.update({ url });
  else await browser.tabs.create({ url, active: disposition === 'newForegroundTab' });
}

/** Firefox shows descriptions as they are; Chromium reads them as XML, and shows nothing where they are none. */
function describe(parts: readonly SuggestionPart[]): string {
  return 'sidebarAction' in browser ? toPlainText(parts) : toMarkup(parts);
}

export function toPlainText(parts: readonly SuggestionPart[]): string {
  return parts.map(({ text }) => text).join('');
}

/** Chromium's markup: XML with `match` and `dim`. */
export function toMarkup(parts: readonly SuggestionPart[]): string {
  return parts
    .map(({ text, style }) =>
      style === undefined ? escapeXml(text) : `<${style}>${escapeXml(text)}</${style}>`,
    )
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Letters that XML cannot hold, not even escaped: controls, halves of pairs, and two that are none. */
const NOT_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function escapeXml(text: string): string {
  return text.replace(NOT_IN_XML, ' ').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}
