import type { Translator } from '../../lib/locale/translator.ts';
import type { UpdateOutcome, WaitingUpdate } from '../../lib/model/subscription.ts';

/** What came of looking for a newer version, in a sentence. */
export function describeOutcome(outcome: UpdateOutcome, translator: Translator): string {
  const { t } = translator;
  switch (outcome.kind) {
    case 'unchanged':
      return t('settings.updates.unchanged');
    case 'updated': {
      const { version, added, changed, gone } = outcome;
      const sentence = t('settings.updates.updated', { version, added, changed, gone });
      return outcome.isKeyChange ? `${sentence} ${t('settings.updates.keyChange')}` : sentence;
    }
    case 'waiting':
      return describeWaiting(outcome, translator);
    case 'refused':
      return t(`settings.updates.refused.${outcome.reason}`, { detail: outcome.detail ?? '' });
    case 'failed':
      switch (outcome.reason) {
        case 'status':
          return t('settings.fetch.status', { status: outcome.status ?? 0 });
        case 'busy':
        case 'no-space':
        case 'unexpected':
          return t(`settings.updates.failed.${outcome.reason}`);
        default:
          return t(`settings.fetch.${outcome.reason}`);
      }
  }
}

/** Why a found version waits for a person. */
export function describeWaiting(
  { version, reason, share }: WaitingUpdate,
  { t, formatNumber }: Translator,
): string {
  const percent = formatNumber(share, { style: 'percent', maximumFractionDigits: 0 });
  return reason === 'many-gone'
    ? t('settings.updates.waiting.many-gone', { version, percent })
    : t(`settings.updates.waiting.${reason}`, { version });
}
