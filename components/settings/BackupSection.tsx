import { useState } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useTranslator } from '../shared/translation.ts';
import { RestorePanel, type RestorePanelProps } from './RestorePanel.tsx';
import { SavePanel, type SavePanelProps } from './SavePanel.tsx';
import { settingId } from './sections.ts';

export interface BackupSectionProps {
  readonly saving: Omit<SavePanelProps, 'isBlocked'>;
  readonly restoring: Omit<RestorePanelProps, 'isBlocked'>;
  /** A backup is saved, checked or restored: beginning anything else would end that. */
  readonly isBusy: boolean;
  readonly onReset: () => void;
}

/** Everything that a reader has, saved as one file and brought back from it, or put back to the beginning. */
export function BackupSection({ saving, restoring, isBusy, onReset }: BackupSectionProps) {
  const { t } = useTranslator();
  const [isAsking, setAsking] = useState(false);
  return (
    <>
      <section class="block" id={settingId('backup', 'save')}>
        <h2>{t('backup.save.heading')}</h2>
        <p class="block__lead">{t('backup.save.lead')}</p>
        <SavePanel {...saving} isBlocked={isBusy} />
      </section>
      <section class="block" id={settingId('backup', 'restore')}>
        <h2>{t('backup.restore.heading')}</h2>
        <p class="block__lead">{t('backup.restore.lead')}</p>
        <RestorePanel {...restoring} isBlocked={isBusy} />
      </section>
      <section class="block" id={settingId('backup', 'reset')}>
        <h2>{t('backup.reset.heading')}</h2>
        <p class="block__lead">{t('backup.reset.lead')}</p>
        <div class="button-row">
          <Button isDisabled={isBusy} onClick={() => setAsking(true)}>
            {t('backup.reset.action')}
          </Button>
        </div>
        {restoring.state.phase === 'reset' && (
          <Notice kind="good" title={t('backup.reset.done')} isAnnounced />
        )}
      </section>
      {isAsking && (
        <Dialog
          title={t('backup.reset.title')}
          onClose={() => setAsking(false)}
          actions={
            <>
              <Button kind="quiet" onClick={() => setAsking(false)}>
                {t('backup.reset.cancel')}
              </Button>
              <Button
                kind="danger"
                onClick={() => {
                  setAsking(false);
                  onReset();
                }}
              >
                {t('backup.reset.action')}
              </Button>
            </>
          }
        >
          <p>{t('backup.reset.text')}</p>
        </Dialog>
      )}
    </>
  );
}
