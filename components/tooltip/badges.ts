import type { Translator } from '../../lib/locale/translator.ts';
import type { EntityType, FactStatus } from '../../lib/model/fact-pack.ts';
import { ENTITY_TYPE_ICONS, STATUS_ICONS } from '../shared/fact-icons.ts';
import { h, icon } from './h.ts';

/** What kind of thing an entity is, in a shape and a word; no more than its place, if that is not known. */
export function entityTypeBadge(type: EntityType | undefined, { t }: Translator): HTMLElement {
  return h(
    'span',
    { class: 'entity-type' },
    type && icon(ENTITY_TYPE_ICONS[type], { size: 12 }),
    type && t(`shared.entityType.${type}`),
  );
}

/** How far a fact may be trusted, in a word, a shape and a colour. */
export function statusBadge(status: FactStatus, { t }: Translator): HTMLElement {
  return h(
    'span',
    { class: `badge badge--${status}` },
    icon(STATUS_ICONS[status], { size: 12 }),
    t(`shared.status.${status}`),
  );
}
