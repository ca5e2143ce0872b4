const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const COLON = 0x3a;

/**
 * Line numbers of the items of the lists of a JSON document, so that a problem can name the line that
 * an editor shows.
 *
 * @param text JSON that JSON.parse has accepted; its root is an object.
 * @returns By field of the root object whose value is a list: the 1-based line on which each item
 *   starts. Of a field that occurs twice the last counts, as for JSON.parse.
 */
export function findItemLines(text: string): ReadonlyMap<string, readonly number[]> {
  const linesByList = new Map<string, number[]>();
  let lines: number[] | undefined;
  let isItemStart = false;
  let lastString = '';
  let key = '';
  let line = 1;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === LINE_FEED) line += 1;
    if (unit <= 0x20) continue;
    if (isItemStart && unit !== CLOSE_BRACKET) lines?.push(line);
    isItemStart = false;
    switch (unit) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (depth === 1) lastString = text.slice(at, end + 1);
        at = end;
        break;
      }
      case COLON:
        if (depth === 1) key = lastString;
        break;
      case OPEN_BRACKET:
      case OPEN_BRACE:
        depth += 1;
        if (unit === OPEN_BRACKET && depth === 2) {
          lines = [];
          linesByList.set(String(JSON.parse(key)), lines);
          isItemStart = true;
        }
        break;
      case CLOSE_BRACKET:
      case CLOSE_BRACE:
        depth -= 1;
        if (depth === 1) lines = undefined;
        break;
      case COMMA:
        isItemStart = lines !== undefined && depth === 2;
        break;
    }
  }
  return linesByList;
}

/** Position of the quotation mark that closes the string opened at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  for (; text.charCodeAt(at) !== QUOTE; at++) if (text.charCodeAt(at) === BACKSLASH) at += 1;
  return at;
}
