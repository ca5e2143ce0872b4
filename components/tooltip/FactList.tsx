import chevronDown from 'lucide/dist/esm/icons/chevron-down.mjs';
import scale from 'lucide/dist/esm/icons/scale.mjs';
import { useMemo, useState } from 'preact/hooks';
import type { Dossier } from '../../lib/model/dossier.ts';
import { arrangeFacts, type FactGroup, type ReadingContext } from '../../lib/tooltip/arrange-facts.ts';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';
import { FactItem, type FactItemProps } from './FactItem.tsx';

/** Groups shown at first: as many as one takes in at a glance. */
const FIRST_GROUPS = 3;

export interface FactListProps extends Pick<FactItemProps, 'copyText'> {
  readonly dossier: Dossier;
  readonly context: ReadingContext;
}

/** The facts of a dossier, those that help most first, the rest on demand. */
export function FactList({ dossier, context, copyText }: FactListProps) {
  const { t } = useTranslator();
  const [areAllShown, setAllShown] = useState(false);
  const groups = useMemo(() => arrangeFacts(dossier, context), [dossier, context]);
  const shown = areAllShown ? groups : groups.slice(0, FIRST_GROUPS);
  const hiddenFacts = groups.slice(shown.length).flat().length;
  const itemProps = { copyText, hasPageDate: context.published !== undefined };
  return (
    <>
      <ul class="facts">
        {shown.map((group) => (
          <li key={group[0].fact.id} class="facts__item">
            {group.length === 1 ? (
              <FactItem {...group[0]} {...itemProps} />
            ) : (
              <Dispute group={group} {...itemProps} />
            )}
          </li>
        ))}
      </ul>
      {groups.length > FIRST_GROUPS && (
        <button
          type="button"
          class="facts__more"
          aria-expanded={areAllShown}
          onClick={() => setAllShown(!areAllShown)}
        >
          {areAllShown ? t('tooltip.facts.fewer') : t('tooltip.facts.more', { count: hiddenFacts })}
          <Icon icon={chevronDown} size={14} />
        </button>
      )}
    </>
  );
}

type DisputeProps = { readonly group: FactGroup } & Pick<FactItemProps, 'copyText' | 'hasPageDate'>;

/** Facts that cannot be true together, side by side, without taking sides. */
function Dispute({ group, ...itemProps }: DisputeProps) {
  const { t } = useTranslator();
  return (
    <div class="dispute">
      <p class="dispute__title">
        <Icon icon={scale} size={14} />
        {t('tooltip.dispute', { count: group.length })}
      </p>
      {group.map((arranged) => (
        <FactItem key={arranged.fact.id} {...arranged} {...itemProps} />
      ))}
    </div>
  );
}
