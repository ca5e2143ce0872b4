import undo from 'lucide/dist/esm/icons/undo-2.mjs';
import x from 'lucide/dist/esm/icons/x.mjs';
import { Button, IconButton } from '../shared/Button.tsx';
import { useTranslator } from '../shared/translation.ts';

/** What was done last: a change that is saved and can be taken back, or that it was taken back. */
export type UndoState = 'none' | 'saved' | 'undone';

export interface UndoBarProps {
  readonly state: UndoState;
  readonly onUndo: () => void;
  readonly onClose: () => void;
}

/** Below everything: the last change, and the way back from it until the next one. */
export function UndoBar({ state, onUndo, onClose }: UndoBarProps) {
  const { t } = useTranslator();
  return (
    // Always there, so that what it says is read out.
    <div class="undo" role="status">
      {state !== 'none' && (
        <div class="undo__bar">
          <span>{t(state === 'saved' ? 'settings.undo.saved' : 'settings.undo.done')}</span>
          {state === 'saved' && (
            <Button size="small" icon={undo} isIconDirectional onClick={onUndo}>
              {t('settings.undo.action')}
            </Button>
          )}
          <IconButton icon={x} size="small" label={t('settings.undo.close')} onClick={onClose} />
        </div>
      )}
    </div>
  );
}
