import type { UpdateOutcome } from '../../lib/model/subscription.ts';
import { Button } from '../shared/Button.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useTranslator } from '../shared/translation.ts';
import { describeOutcome } from './describe-update.ts';

/** A pack that the organisation wants here, and that has not come yet. */
export interface MissingPack {
  readonly packId: string;
  readonly host: string;
  readonly isRunning: boolean;
  /** What came of the last look, if there was one. */
  readonly outcome?: UpdateOutcome | undefined;
}

export interface ManagedNoticeProps {
  readonly missing: readonly MissingPack[];
  /** Paths of entries that are wrong. */
  readonly faults: readonly string[];
  /** Call it straight from a click: the browser may have to ask for leave to fetch. */
  readonly onFetch: (packId: string) => void;
}

/** Says that an organisation has a hand in the settings, and what of it has not come about. */
export function ManagedNotice({ missing, faults, onFetch }: ManagedNoticeProps) {
  const translator = useTranslator();
  const { t } = translator;
  return (
    <>
      <Notice kind="note" title={t('settings.managed.title')}>
        <p>{t('settings.managed.text')}</p>
        {faults.length > 0 && (
          <p>{t('settings.managed.faults', { count: faults.length, paths: faults.join(', ') })}</p>
        )}
      </Notice>
      {missing.map(({ packId, host, isRunning, outcome }) => (
        <Notice key={packId} kind="care">
          <p>{t('settings.managed.missing', { packId, host })}</p>
          {outcome && <p>{describeOutcome(outcome, translator)}</p>}
          <div class="button-row">
            <Button
              size="small"
              isDisabled={isRunning}
              label={t('settings.managed.fetchNamed', { packId, host })}
              onClick={() => onFetch(packId)}
            >
              {t('settings.managed.fetch')}
            </Button>
          </div>
        </Notice>
      ))}
    </>
  );
}
