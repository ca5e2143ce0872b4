import { useRef } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { Notice } from '../shared/Notice.tsx';
import { Switch } from '../shared/Switch.tsx';
import { useTranslator } from '../shared/translation.ts';
import { useFocusOnChange } from '../shared/use-focus-on-change.ts';
import { Busy } from './Busy.tsx';
import type { BackupSize, SavingState } from './backup-state.ts';
import { listSome } from './describe-restoration.ts';
import { formatMegabytes } from './format-bytes.ts';

export interface SavePanelProps {
  readonly state: SavingState;
  /** Undefined until it is known. */
  readonly size: BackupSize | undefined;
  readonly isWithPacks: boolean;
  /** Saving would end something that runs. */
  readonly isBlocked: boolean;
  readonly onWithPacks: (isWithPacks: boolean) => void;
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

/** Saves a backup, with or without the packs. */
export function SavePanel({
  state,
  size,
  isWithPacks,
  isBlocked,
  onWithPacks,
  onSave,
  onCancel,
}: SavePanelProps) {
  const translator = useTranslator();
  const { t } = translator;
  const panel = useRef<HTMLDivElement>(null);
  useFocusOnChange(panel, state.phase);
  if (state.phase === 'saving') {
    return (
      <div ref={panel} class="backup-outcome" tabIndex={-1}>
        <Busy label={t('backup.save.packing')} done={state.done} onCancel={onCancel} />
      </div>
    );
  }
  const hint = size
    ? t('backup.save.size', { count: size.versions, size: formatMegabytes(size.bytes, translator) })
    : t('backup.save.measuring');
  return (
    <div ref={panel} class="backup-outcome" tabIndex={-1}>
      <Switch label={t('backup.save.packs')} hint={hint} isOn={isWithPacks} onChange={onWithPacks} />
      <div class="button-row">
        <Button kind="primary" isDisabled={isBlocked} onClick={onSave}>
          {t('backup.save.action')}
        </Button>
      </div>
      {state.phase === 'saved' && (
        <Notice
          kind={state.leftOut.length === 0 ? 'good' : 'care'}
          isAnnounced
          title={t('backup.save.done', {
            file: state.fileName,
            size: formatMegabytes(state.bytes, translator),
          })}
        >
          {state.leftOut.length > 0 && (
            <p>{t('backup.save.leftOut', { packs: listSome(state.leftOut, translator) })}</p>
          )}
        </Notice>
      )}
      {state.phase === 'failed' && (
        <Notice kind="danger" isAnnounced title={t(`backup.failed.${state.reason}`)} />
      )}
    </div>
  );
}
