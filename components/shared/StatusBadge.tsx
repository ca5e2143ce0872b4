import badgeCheck from 'lucide/dist/esm/icons/badge-check.mjs';
import ban from 'lucide/dist/esm/icons/ban.mjs';
import calendarClock from 'lucide/dist/esm/icons/calendar-clock.mjs';
import megaphone from 'lucide/dist/esm/icons/megaphone.mjs';
import newspaper from 'lucide/dist/esm/icons/newspaper.mjs';
import scale from 'lucide/dist/esm/icons/scale.mjs';
import type { FactStatus } from '../../lib/model/fact-pack.ts';
import { Icon } from './Icon.tsx';
import { useTranslator } from './translation.ts';

const ICONS = {
  confirmed: badgeCheck,
  reported: newspaper,
  claimed: megaphone,
  planned: calendarClock,
  disputed: scale,
  retracted: ban,
} as const;

/** How far a fact may be trusted, in a word, a shape and a colour. */
export function StatusBadge({ status }: { readonly status: FactStatus }) {
  const { t } = useTranslator();
  return (
    <span class={`badge badge--${status}`}>
      <Icon icon={ICONS[status]} size={12} />
      {t(`shared.status.${status}`)}
    </span>
  );
}
