import type { FactStatus } from '../../lib/model/fact-pack.ts';
import { STATUS_ICONS } from './fact-icons.ts';
import { Icon } from './Icon.tsx';
import { useTranslator } from './translation.ts';

/** How far a fact may be trusted, in a word, a shape and a colour. */
export function StatusBadge({ status }: { readonly status: FactStatus }) {
  const { t } = useTranslator();
  return (
    <span class={`badge badge--${status}`}>
      <Icon icon={STATUS_ICONS[status]} size={12} />
      {t(`shared.status.${status}`)}
    </span>
  );
}
