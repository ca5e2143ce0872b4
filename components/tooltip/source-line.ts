import arrowUpRight from 'lucide/dist/esm/icons/arrow-up-right.mjs';
import type { Translator } from '../../lib/locale/translator.ts';
import type { CitedSource } from '../../lib/model/dossier.ts';
import { detailsToggle } from './details-toggle.ts';
import { h, icon } from './h.ts';

/**
 * Where a fact comes from, on one line: who, when, and as much of the title as fits. The words of the
 * source, and where in it they stand, on demand.
 *
 * @param tool stands on the line too, where there is one.
 */
export function sourceLine(cited: CitedSource, translator: Translator, tool?: HTMLElement): HTMLElement {
  const { source } = cited;
  const { t, formatDate } = translator;
  const cite = h('cite', { dir: 'auto' }, source.title);
  const arrow = icon(arrowUpRight, { size: 11, label: t('tooltip.source.opensInTab'), isDirectional: true });
  const line = separated([
    source.publisher,
    source.published ? formatDate(source.published) : t('tooltip.source.undated'),
    link(source.url, cite, arrow) ?? cite,
  ]);
  const details = detailsOf(cited, translator);
  return h(
    'div',
    { class: 'source' },
    h('p', { title: source.title }, ...line),
    tool,
    details && detailsToggle(details, t('tooltip.source.quote')),
    details,
  );
}

function detailsOf({ source, quote, locator }: CitedSource, { t }: Translator): HTMLElement | undefined {
  const where = separated([locator, link(source.archiveUrl, t('tooltip.source.archived'))]);
  if (quote === undefined && where.length === 0) return undefined;
  return h(
    'figure',
    { hidden: true },
    quote !== undefined && h('blockquote', {}, quote),
    where.length > 0 && h('figcaption', {}, ...where),
  );
}

/**
 * Parts of a line of text, those that are missing left out, with dots between. Each runs in its own direction:
 * the day of a date must not join a publisher that runs the other way.
 */
function separated(parts: readonly (Node | string | undefined)[]): (Node | string)[] {
  return parts
    .filter((part) => part !== undefined)
    .flatMap((part, index) => [index === 0 ? '' : ' · ', h('bdi', {}, part)]);
}

/** @returns undefined for a URL that no fact may lead to. Packs are checked when imported; this is the last gate. */
function link(url: string | undefined, ...content: (Node | string)[]): HTMLElement | undefined {
  if (url === undefined || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return undefined;
  return h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, ...content);
}
