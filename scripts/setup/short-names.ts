import type { MinifyOptions } from 'terser';

/**
 * Names of members that the scripts in web pages alone know: no part of a message, of the DOM or of a
 * browser's API. The build shortens them, in all of these scripts alike, because what one of them makes the
 * others call.
 */
export const OWN_NAMES: readonly string[] = [
  // lib/page
  ...['addBreak', 'addRoot', 'addSeparator', 'addText', 'appeared', 'beforeFrame'],
  ...['createHighlight', 'createName', 'createSheet', 'cuts', 'distant', 'disturb'],
  ...['disturbed', 'escaped', 'findCaret', 'greet', 'hasChanged', 'inherit', 'interrupted'],
  ...['isAtom', 'isAwaited', 'isCutShort', 'isEmpty', 'isFar', 'isIdle', 'isRunning'],
  ...['isTaken', 'keepsLines', 'listNames', 'lookSoon', 'mayMark', 'moved', 'nextTurn'],
  ...['nowhere', 'outer', 'painter', 'pieces', 'readAll', 'receive', 'rectsOf', 'registry'],
  ...['repaint', 'replaced', 'rescan', 'restyle', 'setAdrift', 'setCurrent', 'setStyles'],
  ...['takeLost', 'tapped', 'undefinedHost', 'unseen', 'urgency'],
  // entrypoints/content-script, lib/tooltip and components/tooltip
  ...['annotator', 'askAgain', 'askWhy', 'findRect', 'hitTest', 'isAlive', 'isWaiting'],
  ...['jumpTo', 'phase', 'pinToggled', 'reposition', 'setPinned', 'setTheme', 'startTimer'],
  ...['takesFocus', 'translator'],
];

/** What short names begin with: a capital, as no member of ours does, and of the browser's only `E` and `Q`. */
const FIRST_LETTERS = [...'ABCDFGHIJKLMNOPRSTUVWXYZ'];
/** What they go on with, once the capitals alone are used up: letters that are frequent anyway pack well. */
const SECOND_LETTERS = ['', 't', 'e', 'i', 's'];

export const SHORT_NAMES: readonly string[] = SECOND_LETTERS.flatMap((second) =>
  FIRST_LETTERS.map((first) => `${first}${second}`),
);

/** What the minifier is told to write each of them in one or two letters. */
export function shortenOwnNames(): MinifyOptions {
  const props = Object.fromEntries(OWN_NAMES.map((name, index) => [`$${name}`, SHORT_NAMES[index]]));
  return {
    mangle: { properties: { regex: new RegExp(`^(?:${OWN_NAMES.join('|')})$`) } },
    nameCache: { vars: { props: {} }, props: { props } },
  };
}
