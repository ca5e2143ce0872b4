import search from 'lucide/dist/esm/icons/search.mjs';
import x from 'lucide/dist/esm/icons/x.mjs';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { IconButton } from '../shared/Button.tsx';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';

export interface SearchFieldProps {
  readonly query: string;
  /** Id of the listbox of results. */
  readonly listId: string;
  readonly isExpanded: boolean;
  /** Id of the option that Enter would choose. */
  readonly activeId: string | undefined;
  readonly onQuery: (query: string) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onChoose: () => void;
}

/** The one field of the popup: a combobox whose options are the results below it. */
export function SearchField({
  query,
  listId,
  isExpanded,
  activeId,
  onQuery,
  onStep,
  onChoose,
}: SearchFieldProps) {
  const { t } = useTranslator();
  const input = useRef<HTMLInputElement>(null);
  // Before the first frame: what the reader types at once must not be lost.
  useLayoutEffect(() => input.current?.focus(), []);

  const onKeyDown = (event: KeyboardEvent) => {
    // Keys that compose a character (Japanese, Chinese) belong to the input method.
    if (event.isComposing) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        onStep(event.key === 'ArrowDown' ? 1 : -1);
        break;
      case 'Enter':
        event.preventDefault();
        onChoose();
        break;
      case 'Escape':
        // With an empty field, Escape closes the popup: the browser sees to that.
        if (query === '') return;
        event.preventDefault();
        onQuery('');
        break;
    }
  };

  return (
    <div class="search">
      <Icon icon={search} />
      <input
        ref={input}
        class="search__input"
        type="text"
        role="combobox"
        aria-label={t('popup.search.label')}
        aria-autocomplete="list"
        aria-expanded={isExpanded}
        aria-controls={isExpanded ? listId : undefined}
        aria-activedescendant={activeId}
        placeholder={t('popup.search.placeholder')}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        enterkeyhint="search"
        // “type:” must not end up as “:type” where the words around it run from right to left.
        dir={query === '' ? undefined : 'auto'}
        value={query}
        onInput={(event) => onQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {query !== '' && (
        <IconButton
          icon={x}
          size="small"
          label={t('popup.search.clear')}
          onClick={() => {
            onQuery('');
            input.current?.focus();
          }}
        />
      )}
    </div>
  );
}
