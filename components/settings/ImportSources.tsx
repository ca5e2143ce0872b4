import type { IconNode } from 'lucide';
import clipboardPaste from 'lucide/dist/esm/icons/clipboard-paste.mjs';
import fileUp from 'lucide/dist/esm/icons/file-up.mjs';
import link from 'lucide/dist/esm/icons/link.mjs';
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';
import { AddressForm } from './AddressForm.tsx';

export interface ImportSourcesProps {
  /** A file is being dragged over the page. */
  readonly isOver: boolean;
  /** A pack, and its signature file if it has one. */
  readonly onFiles: (files: readonly File[]) => void;
  readonly onText: (text: string) => void;
  /** Called straight from a click or Enter, so that the browser may ask for access. */
  readonly onAddress: (address: string) => void;
  /** An address that was typed before and did not lead to a pack. */
  readonly address?: string | undefined;
}

type Way = 'text' | 'address';

/** The ways in: a file, chosen or dropped anywhere on the page; a text; an address. */
export function ImportSources({ isOver, onFiles, onText, onAddress, address }: ImportSourcesProps) {
  const { t } = useTranslator();
  const input = useRef<HTMLInputElement>(null);
  const [way, setWay] = useState<Way | undefined>(address === undefined ? undefined : 'address');
  usePaste(onFiles, onText);
  const toggle = (chosen: Way) => setWay(way === chosen ? undefined : chosen);

  return (
    <div class={isOver ? 'drop drop--over' : 'drop'}>
      <div class="drop__head">
        <Icon icon={fileUp} size={28} />
        <div class="drop__text">
          <p class="drop__title">{isOver ? t('settings.import.dropNow') : t('settings.import.title')}</p>
          <p class="drop__hint">{t('settings.import.hint')}</p>
        </div>
      </div>
      <div class="button-row">
        <Button kind="primary" onClick={() => input.current?.click()}>
          {t('settings.import.choose')}
        </Button>
        <WayButton icon={clipboardPaste} isOpen={way === 'text'} onClick={() => toggle('text')}>
          {t('settings.import.paste')}
        </WayButton>
        <WayButton icon={link} isOpen={way === 'address'} onClick={() => toggle('address')}>
          {t('settings.import.fromAddress')}
        </WayButton>
      </div>
      <input
        ref={input}
        class="drop__input"
        type="file"
        multiple
        accept=".json,.jsonl,.gz,.sig,.csv,.tsv,application/json,text/csv"
        // The button before it is its face; a second stop for the keyboard would only confuse.
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          // Choosing the same file again, mended, must count as a choice.
          event.currentTarget.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      {way === 'text' && <TextForm onText={onText} />}
      {way === 'address' && (
        <AddressForm
          key={address}
          label={t('settings.import.addressLabel')}
          hint={t('settings.import.addressHint')}
          action={t('settings.import.fetch')}
          address={address ?? ''}
          isFocused
          onAddress={onAddress}
        />
      )}
    </div>
  );
}

interface WayButtonProps {
  readonly icon: IconNode;
  readonly isOpen: boolean;
  readonly children: string;
  readonly onClick: () => void;
}

function WayButton({ icon, isOpen, children, onClick }: WayButtonProps) {
  return (
    <button type="button" class="button button--secondary" aria-expanded={isOpen} onClick={onClick}>
      <Icon icon={icon} />
      {children}
    </button>
  );
}

function TextForm({ onText }: Pick<ImportSourcesProps, 'onText'>) {
  const { t } = useTranslator();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  return (
    <form
      class="way"
      onSubmit={(event) => {
        event.preventDefault();
        const text = field.current?.value ?? '';
        if (text.trim() !== '') onText(text);
      }}
    >
      <label class="field__label" for={id}>
        {t('settings.import.pasteLabel')}
      </label>
      <textarea
        ref={field}
        id={id}
        class="field__input way__text"
        rows={6}
        dir="ltr"
        autocomplete="off"
        spellcheck={false}
        aria-describedby={`${id}-hint`}
      />
      <p class="way__hint" id={`${id}-hint`}>
        {t('settings.import.pasteHint')}
      </p>
      <div class="button-row">
        <button type="submit" class="button button--secondary">
          {t('settings.import.readText')}
        </button>
      </div>
    </form>
  );
}

/** Takes what is pasted anywhere on the page but into a field. */
function usePaste(onFiles: ImportSourcesProps['onFiles'], onText: ImportSourcesProps['onText']): void {
  const latest = useRef({ onFiles, onText });
  latest.current = { onFiles, onText };
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof Element && event.target.closest('input, textarea')) return;
      const files = [...(event.clipboardData?.files ?? [])];
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (files.length > 0) latest.current.onFiles(files);
      // A pack begins like this; anything else was pasted by mistake.
      else if (/^\s*[[{]/.test(text)) latest.current.onText(text);
    };
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);
}
