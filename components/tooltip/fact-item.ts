import type { Translator } from '../../lib/locale/translator.ts';
import type { DossierFact } from '../../lib/model/dossier.ts';
import type { ArrangedFact } from '../../lib/model/entity-facts.ts';
import type { MentionedEntity } from '../../lib/model/mention.ts';
import { formatFactValue } from '../shared/fact-value.ts';
import { statusBadge } from './badges.ts';
import { type CopyText, copyButton } from './copy-button.ts';
import { focusFirst } from './focus.ts';
import { h } from './h.ts';
import { nameButton, namedText } from './named-text.ts';
import { sourceLine } from './source-line.ts';

/** What the items of one tooltip have in common. */
export interface FactItemContext {
  readonly translator: Translator;
  readonly copyText: CopyText;
  /** Entities that the facts refer to. */
  readonly named: readonly MentionedEntity[];
  readonly onLookUp: (entity: MentionedEntity) => void;
}

/** One fact: what it amounts to, what it says, how sure that is and since when, and who says so. */
export function factItem(
  { fact, supersededBy, isSupersededSincePage, isNewerThanPage }: ArrangedFact,
  context: FactItemContext,
): HTMLElement {
  const { translator, copyText, named, onLookUp } = context;
  const { t } = translator;
  const isPast = supersededBy !== undefined || fact.status === 'retracted';
  const badge = (kind: string, text: string) => h('span', { class: `badge badge--${kind}` }, text);
  const supersededText = t(
    isSupersededSincePage ? 'tooltip.fact.supersededSince' : 'tooltip.fact.superseded',
  );
  return h(
    'article',
    { class: isPast ? 'fact fact--past' : 'fact' },
    valueLine(fact, context),
    h('p', { class: 'fact__statement' }, ...namedText(fact.statement, named, onLookUp)),
    h(
      'div',
      { class: 'fact__meta' },
      statusBadge(fact.status, translator),
      ...dates(fact, translator),
      supersededBy && badge('superseded', supersededText),
      isNewerThanPage && badge('newer', t('tooltip.fact.newer')),
    ),
    supersededBy &&
      h(
        'p',
        { class: 'fact__successor' },
        t('tooltip.fact.supersededBy', { statement: `\u2068${supersededBy.statement}\u2069` }),
      ),
    ...sourceLines(fact, translator, copyButton(fact, translator, copyText)),
  );
}

/** From when to when the fact holds, as far as is known; and if nothing is, that. */
function dates({ asOf, validFrom, validTo }: DossierFact, { t, formatDate }: Translator): HTMLElement[] {
  const time = (key: 'asOf' | 'from' | 'to', date: string | undefined) =>
    date && h('time', { datetime: date }, t(`tooltip.fact.${key}`, { date: formatDate(date) }));
  const known = [time('asOf', asOf), time('from', validFrom), time('to', validTo)].filter((one) => !!one);
  return known.length > 0 ? known : [h('span', {}, t('tooltip.fact.undated'))];
}

/** A value that the statement does not tell already: sums and quantities large, as they say much by themselves. */
function valueLine(
  { property, value, statement }: DossierFact,
  { translator, named, onLookUp }: FactItemContext,
): HTMLElement | undefined {
  if (!value) return undefined;
  const entity = value.type === 'entity' && named.find(({ id }) => id === value.entity);
  const text = entity ? entity.name : formatFactValue(value, translator);
  const isFigure = value.type === 'money' || value.type === 'quantity';
  const toldAs = value.type === 'quote' || value.type === 'text' ? value.text : text;
  if (!isFigure && statement.includes(toldAs)) return undefined;
  const name = property !== undefined && h('span', { dir: 'auto' }, property);
  return h(
    'p',
    { class: 'figure' },
    isFigure && h('strong', {}, text),
    name,
    !isFigure && h('b', { dir: 'auto' }, entity ? nameButton(entity, onLookUp) : text),
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
    {
      class: 'action',
      onclick: () => {
        more.replaceWith(...others);
        focusFirst(others[0]);
      },
    },
    translator.t('tooltip.sources.more', { count: others.length }),
  );
  return [first, more];
}
