/** A message as lib/locale/compile.ts makes it: plain JSON, so that it can cross to another process. */
export type CompiledMessage = readonly MessagePart[];

/** Text; the number of the plural around it ("#"); or a placeholder. */
type MessagePart = string | readonly [name: string, kind?: string, cases?: Cases];

/** Key → what to say: "one", "other", "=0" as "0", the words of a `select`. `offset` is a number. */
type Cases = Readonly<Record<string, CompiledMessage | number>>;

/** Values of a message's placeholders, by name. Numbers serve `plural`; strings serve `select`. */
export type MessageValues = Readonly<Record<string, string | number>>;

/**
 * Puts values into a compiled message of ICU MessageFormat: `{name}`, `{name, number}`, `plural`,
 * `selectordinal` with `offset` and `#`, and `select`. Values come out as they are: nothing in them is
 * read as markup, an escape or another placeholder. A value that is missing leaves its place empty.
 *
 * Dates and numbers in other styles have methods of their own (lib/locale/translator.ts).
 *
 * @param locale BCP 47 tag.
 * @param octothorpe What "#" stands for, inside a plural.
 */
export function interpret(
  message: CompiledMessage,
  values: MessageValues,
  locale: string,
  octothorpe = '#',
): string {
  const formatNumber = (number: number) => new Intl.NumberFormat(locale).format(number);
  const say = (part: MessagePart): string => {
    if (typeof part === 'string') return part === '#' ? octothorpe : part;
    const [name, kind, cases] = part;
    const value = values[name];
    if (!cases) return kind ? formatNumber(Number(value)) : String(value ?? '');
    let key = String(value);
    let number = octothorpe;
    if (kind !== 'select' && !Object.hasOwn(cases, key)) {
      const type = kind === 'plural' ? 'cardinal' : 'ordinal';
      key = new Intl.PluralRules(locale, { type }).select(Number(value) - offsetOf(cases));
    }
    if (kind !== 'select') number = formatNumber(Number(value) - offsetOf(cases));
    const chosen = (Object.hasOwn(cases, key) ? cases[key] : cases.other) as CompiledMessage;
    return interpret(chosen, values, locale, number);
  };
  return message.map(say).join('');
}

function offsetOf({ offset = 0 }: Cases): number {
  return offset as number;
}
