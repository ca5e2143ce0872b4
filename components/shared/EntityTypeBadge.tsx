import type { EntityType } from '../../lib/model/fact-pack.ts';
import { ENTITY_TYPE_ICONS } from './fact-icons.ts';
import { Icon } from './Icon.tsx';
import { useTranslator } from './translation.ts';

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
        <Icon icon={ENTITY_TYPE_ICONS[type]} label={label} />
      </span>
    );
  }
  return (
    <span class="entity-type">
      <Icon icon={ENTITY_TYPE_ICONS[type]} size={12} />
      {label}
    </span>
  );
}
