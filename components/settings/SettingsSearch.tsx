import search from 'lucide/dist/esm/icons/search.mjs';
import { useRef } from 'preact/hooks';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';
import { findSettings, hashOf } from './sections.ts';

export interface SettingsSearchProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/**
 * A field that finds a setting by its words, and links to what it found. Arrow keys walk from the field
 * through the links and back; Enter in the field follows the first.
 */
export function SettingsSearch({ query, onQuery }: SettingsSearchProps) {
  const { t } = useTranslator();
  const area = useRef<HTMLElement>(null);
  const found = findSettings(query, t);
  const isSearching = query.trim() !== '';

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const stops = [...(area.current?.querySelectorAll<HTMLElement>('input, a') ?? [])];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      stops[at + step]?.focus();
    } else if (event.key === 'Enter' && at === 0) stops[1]?.click();
    else if (event.key === 'Escape' && query !== '') {
      onQuery('');
      stops[0]?.focus();
    }
  };

  return (
    <search ref={area} class="settings__search" onKeyDown={onKeyDown}>
      <div class="settings__field">
        <Icon icon={search} size={16} />
        <input
          class="field__input"
          type="search"
          aria-label={t('settings.search.label')}
          placeholder={t('settings.search.label')}
          autocomplete="off"
          spellcheck={false}
          value={query}
          onInput={(event) => onQuery(event.currentTarget.value)}
        />
      </div>
      <p class="unseen" role="status">
        {isSearching ? t('settings.search.count', { count: found.length }) : ''}
      </p>
      {isSearching && found.length === 0 && <p class="settings__none">{t('settings.search.none')}</p>}
      {found.length > 0 && (
        <ul class="settings__found">
          {found.map((entry) => (
            <li key={hashOf(entry)}>
              <a class="settings__hit" href={hashOf(entry)} onClick={() => onQuery('')}>
                {t(entry.title)}
                <span class="settings__where">{t(`settings.${entry.section}.title`)}</span>
              </a>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}
