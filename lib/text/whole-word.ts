/**
 * Names this long, in characters, are not looked up: no word that straddles their border is likelier, and
 * the dictionary, which knows few names, would only break them.
 */
const LONGEST_CHECKED_HAN = 2;
const LONGEST_CHECKED = 5;
/** Text around a name that the dictionary reads, in code units on each side. */
const AROUND = 24;

const HANGUL = /\p{Script=Hangul}/u;
const HANGUL_RUN = /^\p{Script=Hangul}+/u;
const HAN = /\p{Script=Han}/u;
/**
 * What may follow a Korean name without a space: particles, one or several, the copula, and forms of
 * address. Anything else makes a longer word: "서울대" is no Seoul.
 */
const KOREAN_ENDING =
  /^(?:씨|님|군|양|측|들|시|도|현)?(?:에게서|에게|에서|에는|에도|에|께서|께|한테|으로서|으로써|으로|로서|로써|로|까지|부터|처럼|보다|마다|조차|마저|만큼|하고|이랑|랑|라는|이라는|라고|이라고|이란|란|이나|나|이든|든|와|과|의)?(?:은|는|이|가|을|를|도|만|의|요|인|였다|이었다|이다|다|입니다|이며|며|이고|고|이자|자|인데|야|이야)?$/u;

let segmenter: Intl.Segmenter | undefined;

/**
 * Does a name in a script without spaces between words stand there by itself, or only as part of other
 * words: Kyoto (京都) in Tokyo-to (東京都)? The browser's own dictionary says so for short names; for
 * Korean, which has spaces but writes particles right behind a name, a list of these does.
 *
 * @param start Of the name's first character; its end is exclusive. Both characters beside them are looked at.
 */
export function isWholeWord(text: string, start: number, end: number): boolean {
  const name = text.slice(start, end);
  if (HANGUL.test(name)) {
    if (start > 0 && HANGUL.test(text.charAt(start - 1))) return false;
    const rest = HANGUL_RUN.exec(text.slice(end, end + AROUND))?.[0] ?? '';
    return KOREAN_ENDING.test(rest);
  }
  if ([...name].length > (HAN.test(name) ? LONGEST_CHECKED_HAN : LONGEST_CHECKED)) return true;
  const from = Math.max(0, start - AROUND);
  const part = text.slice(from, end + AROUND);
  segmenter ??= new Intl.Segmenter('und', { granularity: 'word' });
  for (const { index, segment } of segmenter.segment(part)) {
    const first = from + index;
    if (first >= end) break;
    const last = first + segment.length;
    if ((first < start && start < last) || (first < end && end < last)) return false;
  }
  return true;
}
