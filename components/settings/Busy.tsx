import { Button } from '../shared/Button.tsx';
import { Progress, type ProgressProps } from '../shared/Progress.tsx';
import { useTranslator } from '../shared/translation.ts';

export interface BusyProps extends ProgressProps {
  readonly onCancel: () => void;
}

/** Something that takes its time and can be ended. */
export function Busy({ onCancel, ...progress }: BusyProps) {
  const { t } = useTranslator();
  return (
    <>
      <Progress {...progress} />
      <div class="button-row">
        <Button onClick={onCancel}>{t('backup.cancel')}</Button>
      </div>
    </>
  );
}
