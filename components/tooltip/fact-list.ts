import chevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import type { ArrangedFact, FactGroup } from '../../lib/model/entity-facts.ts';
import { STATUS_ICONS } from '../shared/fact-icons.ts';
import { type FactItemContext, factItem } from './fact-item.ts';
import { focusFirst } from './focus.ts';
import { h, icon } from './h.ts';

/** Groups shown at first: as many as one takes in at a glance. */
const FIRST_GROUPS = 3;

/** Facts in their order, the first few at once and the rest on demand; a dispute is never folded away. */
export function factList(groups: readonly FactGroup[], context: FactItemContext): HTMLElement {
  const items = (some: readonly FactGroup[]) => some.map((group) => h('li', {}, groupOf(group, context)));
  const isShown = (group: FactGroup, place: number) => place < FIRST_GROUPS || group.length > 1;
  const list = h('ul', { class: 'facts' }, ...items(groups.filter(isShown)));
  const rest = groups.filter((group, place) => !isShown(group, place));
  if (rest.length === 0) return list;
  const more = h(
    'button',
    {
      class: 'facts__more',
      onclick: () => {
        const added = items(rest);
        list.append(...added);
        more.remove();
        focusFirst(added[0]);
      },
    },
    context.translator.t('tooltip.facts.more', { count: rest.flat().length }),
    icon(chevronDown, { size: 14 }),
  );
  return h('div', {}, list, more);
}

/** Who vouches for a fact. */
function publishersOf({ fact }: ArrangedFact): string[] {
  return [...new Set(fact.sources.map(({ source }) => source.publisher ?? source.title))];
}

/** One fact; or those that contradict each other, side by side, without taking sides. */
function groupOf(group: FactGroup, context: FactItemContext): HTMLElement {
  if (group.length === 1) return factItem(group[0], context);
  const { t, formatList } = context.translator;
  const packs = packTitlesOf(group);
  return h(
    'div',
    { class: 'dispute' },
    h(
      'p',
      { class: 'dispute__title' },
      icon(STATUS_ICONS.disputed, { size: 14 }),
      packs.length > 1
        ? t('tooltip.dispute.packs', { packs: formatList(packs) })
        : t('tooltip.dispute', { count: group.length }),
    ),
    ...group.flatMap((arranged) => [
      h(
        'p',
        { class: 'dispute__pack' },
        t('tooltip.dispute.says', {
          who: packs.length > 1 ? arranged.fact.packTitle : formatList(publishersOf(arranged)),
        }),
      ),
      factItem(arranged, context),
    ]),
  );
}

/** Packs that speak in a group, each once. */
function packTitlesOf(group: FactGroup): string[] {
  return [...new Map(group.map(({ fact }) => [fact.packId, fact.packTitle])).values()];
}
