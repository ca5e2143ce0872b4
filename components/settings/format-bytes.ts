import type { Translator } from '../../lib/locale/translator.ts';

/** "12.4 MB"; less than a tenth of it in kilobytes. */
export function formatMegabytes(bytes: number, { formatNumber }: Pick<Translator, 'formatNumber'>): string {
  return bytes < 100_000
    ? formatNumber(Math.ceil(bytes / 1e3), { style: 'unit', unit: 'kilobyte' })
    : formatNumber(bytes / 1e6, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
}
