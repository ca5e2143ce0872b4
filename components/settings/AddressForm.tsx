import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { useTranslator } from '../shared/translation.ts';

export interface AddressFormProps {
  readonly label: string;
  /** What the address is for, below the field. */
  readonly hint: string;
  /** What the button says, and what it is called where it says too little. */
  readonly action: string;
  readonly actionName?: string | undefined;
  /** What stands in the field at first. */
  readonly address: string;
  /** Takes the focus when it appears: the reader has just asked for it. */
  readonly isFocused?: boolean | undefined;
  /** What was typed, without spaces around it; never empty, and not yet known to be an address. */
  readonly onAddress: (address: string) => void;
}

/** Asks for the address of a pack. */
export function AddressForm(props: AddressFormProps) {
  const { label, hint, action, actionName, address, isFocused = false, onAddress } = props;
  const { t } = useTranslator();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (isFocused) field.current?.focus();
  }, []);
  return (
    <form
      class="way"
      // The page says what is wrong with an address, in the reader's language.
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const text = field.current?.value.trim() ?? '';
        if (text !== '') onAddress(text);
      }}
    >
      <label class="field__label" for={id}>
        {label}
      </label>
      <div class="way__line">
        <input
          ref={field}
          id={id}
          class="field__input"
          type="text"
          inputMode="url"
          dir="ltr"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          placeholder={t('settings.import.addressExample')}
          defaultValue={address}
          aria-describedby={`${id}-hint`}
        />
        <button type="submit" class="button button--secondary" aria-label={actionName}>
          {action}
        </button>
      </div>
      <p class="way__hint" id={`${id}-hint`}>
        {hint}
      </p>
    </form>
  );
}
