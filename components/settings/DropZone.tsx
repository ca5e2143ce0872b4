import fileUp from 'lucide/dist/esm/icons/file-up.mjs';
import { useRef } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';

export interface DropZoneProps {
  /** A file is being dragged over the page. */
  readonly isOver: boolean;
  readonly onFile: (file: File) => void;
}

/** Takes a pack file; one can also be dropped anywhere on the page (use-file-drop.ts). */
export function DropZone({ isOver, onFile }: DropZoneProps) {
  const { t } = useTranslator();
  const input = useRef<HTMLInputElement>(null);

  return (
    <div class={isOver ? 'drop drop--over' : 'drop'}>
      <Icon icon={fileUp} size={28} />
      <div class="drop__text">
        <p class="drop__title">{isOver ? t('settings.import.dropNow') : t('settings.import.title')}</p>
        <p class="drop__hint">{t('settings.import.hint')}</p>
      </div>
      <Button kind="primary" onClick={() => input.current?.click()}>
        {t('settings.import.choose')}
      </Button>
      <input
        ref={input}
        class="drop__input"
        type="file"
        accept=".json,.jsonl,.gz,application/json"
        // The button before it is its face; a second stop for the keyboard would only confuse.
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          // Choosing the same file again, mended, must count as a choice.
          event.currentTarget.value = '';
          if (file) onFile(file);
        }}
      />
    </div>
  );
}
