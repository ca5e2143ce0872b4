import fileUp from 'lucide/dist/esm/icons/file-up.mjs';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';

/** Takes a pack file: chosen, or dropped anywhere on the page. */
export function DropZone({ onFile }: { readonly onFile: (file: File) => void }) {
  const { t } = useTranslator();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  useEffect(() => {
    const hasFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onDragOver = (event: DragEvent) => {
      if (!hasFile(event)) return;
      // Without this the browser would leave the page and open the file.
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent) => {
      // Leaving the window, not just one element for the next.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFile(event)) return;
      event.preventDefault();
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (file) onFile(file);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, [onFile]);

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
