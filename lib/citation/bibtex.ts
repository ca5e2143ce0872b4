import type { CslItem } from './csl.ts';

/**
 * Sources as BibTeX with BibLaTeX's `@online`, in UTF-8, which BibTeX programs have read for years.
 *
 * @param items From `toCslItems`: their ids become keys.
 */
export function toBibTeX(items: readonly CslItem[]): string {
  return items.map(toEntry).join('\n');
}

function toEntry(item: CslItem): string {
  const date = item.issued?.['date-parts'][0];
  const fields: readonly (readonly [name: string, value: string | undefined])[] = [
    // Braces around the whole keep the letter case that the source has.
    ['title', `{${escapeTex(item.title)}}`],
    [
      item.URL === undefined ? 'publisher' : 'organization',
      optional(item['container-title'] ?? item.publisher),
    ],
    ['year', date && String(date[0])],
    ['month', date?.[1] === undefined ? undefined : MONTHS[date[1] - 1]],
    ['date', date && writeDate(date)],
    ['url', item.URL && escapeUrl(item.URL)],
    ['urldate', item.accessed && writeDate(item.accessed['date-parts'][0])],
    ['note', item.archive_location && `Archived at \\url{${escapeUrl(item.archive_location)}}`],
  ];
  const lines = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`  ${name} = ${name === 'month' ? value : `{${value}}`},\n`],
  );
  return `@${item.URL === undefined ? 'misc' : 'online'}{${item.id},\n${lines.join('')}}\n`;
}

/** Names that every style defines, in its own language. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function writeDate(parts: readonly (number | undefined)[]): string {
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}

function optional(text: string | undefined): string | undefined {
  return text === undefined ? undefined : escapeTex(text);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\{',
  '}': '\\}',
  $: '\\$',
  '&': '\\&',
  '#': '\\#',
  '%': '\\%',
  _: '\\_',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** A pack's text must not become a command of the reader's document. */
function escapeTex(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\{}$&#%_~^]/g, (sign) => ESCAPES[sign] ?? sign);
}

/** Addresses stand as they are but for what would end the field early. */
function escapeUrl(url: string): string {
  return url.replace(/[{}\\\s]/g, (sign) => encodeURIComponent(sign));
}
