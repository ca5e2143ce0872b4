import bookOpen from 'lucide/dist/esm/icons/book-open.mjs';
import building from 'lucide/dist/esm/icons/building.mjs';
import calendar from 'lucide/dist/esm/icons/calendar.mjs';
import lightbulb from 'lucide/dist/esm/icons/lightbulb.mjs';
import mapPin from 'lucide/dist/esm/icons/map-pin.mjs';
import packageBox from 'lucide/dist/esm/icons/package.mjs';
import userRound from 'lucide/dist/esm/icons/user-round.mjs';
import type { EntityType } from '../../lib/model/fact-pack.ts';
import { Icon } from './Icon.tsx';
import { useTranslator } from './translation.ts';

const ICONS = {
  organization: building,
  person: userRound,
  place: mapPin,
  product: packageBox,
  work: bookOpen,
  event: calendar,
  concept: lightbulb,
} as const;

/** What kind of thing an entity is: icon and word, or the icon alone with the word for screen readers. */
export function EntityTypeBadge({
  type,
  isIconOnly = false,
}: {
  readonly type: EntityType;
  readonly isIconOnly?: boolean | undefined;
}) {
  const { t } = useTranslator();
  const label = t(`shared.entityType.${type}`);
  if (isIconOnly) {
    return (
      <span class="entity-type entity-type--icon" title={label}>
        <Icon icon={ICONS[type]} label={label} />
      </span>
    );
  }
  return (
    <span class="entity-type">
      <Icon icon={ICONS[type]} size={12} />
      {label}
    </span>
  );
}
