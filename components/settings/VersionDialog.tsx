import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { isolate } from '../shared/isolate.ts';
import { Progress } from '../shared/Progress.tsx';
import { useTranslator } from '../shared/translation.ts';
import { ChangeList, countChanges } from './ChangeList.tsx';
import type { PackActions, PackEntry, PackVersion, VersionComparison } from './installed-packs.ts';

export interface VersionDialogProps {
  readonly pack: PackEntry;
  readonly version: PackVersion;
  readonly actions: PackActions;
  readonly onClose: () => void;
}

/** What going to another version would change, before it is done. */
export function VersionDialog({ pack, version, actions, onClose }: VersionDialogProps) {
  const { t, direction } = useTranslator();
  const [comparison, setComparison] = useState<VersionComparison | 'failed'>();
  const compare = useRef(actions.onCompare);
  compare.current = actions.onCompare;
  useEffect(() => {
    let isOpen = true;
    let opened: VersionComparison | undefined;
    compare.current(pack.packId, version.id).then(
      (compared) => {
        opened = compared;
        if (isOpen) setComparison(compared);
        else compared.close();
      },
      (error: unknown) => {
        console.error(error);
        if (isOpen) setComparison('failed');
      },
    );
    return () => {
      isOpen = false;
      opened?.close();
    };
    // Not again for another function of the same work: a comparison reads both versions whole.
  }, [pack.packId, version.id]);

  const values = { version: isolate(version.header.version, direction) };
  return (
    <Dialog
      title={t('settings.packs.comparing.title', values)}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t('settings.packs.comparing.stay')}</Button>
          <Button
            kind="primary"
            onClick={() => {
              onClose();
              actions.onRollBack(pack.packId, version.id);
            }}
          >
            {t('settings.packs.comparing.go', values)}
          </Button>
        </>
      }
    >
      {comparison === undefined && <Progress label={t('settings.packs.comparing.running')} />}
      {comparison === 'failed' && <p role="alert">{t('settings.packs.comparing.failed')}</p>}
      {typeof comparison === 'object' &&
        (countChanges(comparison.plan, 'all') === 0 ? (
          <p>{t('settings.packs.comparing.same')}</p>
        ) : (
          <ChangeList plan={comparison.plan} onList={comparison.onList} />
        ))}
    </Dialog>
  );
}
