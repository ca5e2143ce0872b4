import undo from 'lucide/dist/esm/icons/undo-2.mjs';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { Notice } from '../shared/Notice.tsx';
import { useTranslator } from '../shared/translation.ts';
import type { MadeRejection } from './page-state.ts';

export interface RejectionNoticesProps {
  readonly made: readonly MadeRejection[];
  readonly onUndo: (made: MadeRejection) => void;
  readonly isUnsaved?: boolean | undefined;
}

/** What "not this one" has done, each with the way back; the latest has the focus. */
export function RejectionNotices({ made, onUndo, isUnsaved = false }: RejectionNoticesProps) {
  const { t } = useTranslator();
  const list = useRef<HTMLDivElement>(null);
  const before = useRef(made.length);
  useLayoutEffect(() => {
    // The row that had the focus goes with the marks; the way back is what the reader may want next.
    if (made.length > before.current) {
      [...(list.current?.querySelectorAll('button') ?? [])].at(-1)?.focus();
    }
    before.current = made.length;
  }, [made.length]);
  return (
    <div ref={list} class="rejections">
      {made.map((rejection) => {
        const { mention, scope } = rejection;
        return (
          <Notice key={`${mention.id} ${scope}`} kind="good" isAnnounced>
            <p>{t(`popup.page.rejected.${scope}`, { name: mention.name })}</p>
            <p>
              <Button
                size="small"
                icon={undo}
                isIconDirectional
                label={t('popup.page.undoNamed', { name: mention.name })}
                onClick={() => onUndo(rejection)}
              >
                {t('popup.page.undo')}
              </Button>
            </p>
          </Notice>
        );
      })}
      {isUnsaved && (
        <Notice kind="danger" isAnnounced>
          <p>{t('popup.page.unsaved')}</p>
        </Notice>
      )}
    </div>
  );
}
