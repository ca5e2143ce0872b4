export interface NumberSigns {
  /** What separates decimals: "." in English, "," in German. */
  readonly decimal: string;
  /** What separates thousands: "," in English, "." in German, a space in French. */
  readonly group: string;
}

/** Of the digits that a language may have of its own, `Number` reads none. */
const FORMAT = { numberingSystem: 'latn', useGrouping: true } as const;

/**
 * How a language writes numbers. Undefined if the browser does not know the language.
 *
 * @param language any text; a BCP 47 tag if it is to be known.
 */
export function numberSignsOf(language: string): NumberSigns | undefined {
  if (!isKnown(language)) return undefined;
  // Some languages group digits only from a number of five or more.
  const parts = new Intl.NumberFormat(language, FORMAT).formatToParts(1_234_567.5);
  const signOf = (wanted: string) => parts.find(({ type }) => type === wanted)?.value ?? '';
  return { decimal: signOf('decimal'), group: signOf('group') };
}

/** Format 1 takes every well-formed tag; of some, such as "zh-yue", `Intl` wants to know nothing. */
function isKnown(language: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}
