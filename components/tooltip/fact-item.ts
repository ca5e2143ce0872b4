import type { Translator } from '../../lib/locale/translator.ts';
import type { DossierFact } from '../../lib/model/dossier.ts';
import type { ArrangedFact } from '../../lib/tooltip/arrange-facts.ts';
import { formatFactValue } from '../shared/fact-value.ts';
import { statusBadge } from './badges.ts';
import { type CopyText, copyButton } from './copy-button.ts';
import { h } from './h.ts';
import { sourceLine } from './source-line.ts';

/** What the items of one tooltip have in common. */
export interface FactItemContext {
  readonly translator: Translator;
  readonly copyText: CopyText;
}

/** One fact: what it amounts to, what it says, how sure that is and since when, and who says so. */
export function factItem(
  { fact, supersededBy, isSupersededSincePage, isNewerThanPage }: ArrangedFact,
  { translator, copyText }: FactItemContext,
): HTMLElement {
  const { t, formatDate } = translator;
  const isPast = supersededBy !== undefined || fact.status === 'retracted';
  const badge = (kind: string, text: string) => h('span', { class: `badge badge--${kind}` }, text);
  const supersededText = t(
    isSupersededSincePage ? 'tooltip.fact.supersededSince' : 'tooltip.fact.superseded',
  );
  return h(
    'article',
    { class: isPast ? 'fact fact--past' : 'fact' },
    figure(fact, translator),
    h('p', { class: 'fact__statement', dir: 'auto' }, fact.statement),
    h(
      'div',
      { class: 'fact__meta' },
      statusBadge(fact.status, translator),
      fact.asOf !== undefined &&
        h('time', { datetime: fact.asOf }, t('tooltip.fact.asOf', { date: formatDate(fact.asOf) })),
      supersededBy && badge('superseded', supersededText),
      isNewerThanPage && badge('newer', t('tooltip.fact.newer')),
    ),
    supersededBy &&
      h(
        'p',
        { class: 'fact__successor', dir: 'auto' },
        t('tooltip.fact.supersededBy', { statement: supersededBy.statement }),
      ),
    ...sourceLines(fact, translator, copyButton(fact, translator, copyText)),
  );
}

/** A value that says much by itself, large. Others stand in the statement already. */
function figure({ property, value }: DossierFact, translator: Translator): HTMLElement | undefined {
  if (value?.type !== 'money' && value?.type !== 'quantity') return undefined;
  return h(
    'p',
    { class: 'figure' },
    h('strong', {}, formatFactValue(value, translator)),
    property !== undefined && h('span', { dir: 'auto' }, property),
  );
}

/** The first source, with the fact's own tool, and the others on demand. */
function sourceLines({ sources }: DossierFact, translator: Translator, tool: HTMLElement): HTMLElement[] {
  const [first, ...others] = sources.map((cited, index) =>
    sourceLine(cited, translator, index === 0 ? tool : undefined),
  );
  if (!first) return [];
  if (others.length === 0) return [first];
  const more = h(
    'button',
    { type: 'button', class: 'action', onclick: () => more.replaceWith(...others) },
    translator.t('tooltip.sources.more', { count: others.length }),
  );
  return [first, more];
}
