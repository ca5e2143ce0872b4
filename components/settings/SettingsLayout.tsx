import archive from 'lucide/dist/esm/icons/archive.mjs';
import globe from 'lucide/dist/esm/icons/globe.mjs';
import info from 'lucide/dist/esm/icons/info.mjs';
import keyboard from 'lucide/dist/esm/icons/keyboard.mjs';
import library from 'lucide/dist/esm/icons/library-big.mjs';
import underline from 'lucide/dist/esm/icons/underline.mjs';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';
import { SettingsSearch } from './SettingsSearch.tsx';
import { type Place, SECTIONS, settingId } from './sections.ts';

const ICONS = {
  packs: library,
  sites: globe,
  marks: underline,
  shortcuts: keyboard,
  backup: archive,
  about: info,
} as const;

export interface SettingsLayoutProps {
  readonly place: Place;
  readonly children: ComponentChildren;
}

/** The frame of the settings page: its sections at the side, or above where the window is narrow. */
export function SettingsLayout({ place, children }: SettingsLayoutProps) {
  const { t } = useTranslator();
  const { section } = place;
  const [query, setQuery] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useLayoutEffect(() => {
    document.title = `${t(`settings.${section}.title`)} · ${t('shared.name')}`;
  }, [section, t]);
  useLayoutEffect(() => {
    // Who chose another section is taken to its beginning, before the next key; who just opened the page is left in
    // peace.
    if (place.setting !== undefined) showSetting(settingId(section, place.setting));
    else if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [place]);
  return (
    <div class="settings">
      <header class="settings__side">
        <p class="settings__brand">
          <img src="/icon/48.png" alt="" width={28} height={28} />
          <span class="wordmark marked">{t('shared.name')}</span>
        </p>
        <SettingsSearch query={query} onQuery={setQuery} />
        <nav aria-label={t('settings.sections')}>
          <ul class="settings__nav">
            {SECTIONS.map((name) => (
              <li key={name}>
                <a
                  class="settings__link"
                  href={`#${name}`}
                  aria-current={name === section ? 'page' : undefined}
                >
                  <Icon icon={ICONS[name]} />
                  {t(`settings.${name}.title`)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <main class="settings__main">
        <h1 ref={heading} class="settings__heading" tabIndex={-1}>
          {t(`settings.${section}.title`)}
        </h1>
        <p class="settings__lead">{t(`settings.${section}.lead`)}</p>
        {children}
      </main>
    </div>
  );
}

/** Brings a setting to the middle of the window and the focus to it, once it is drawn. */
function showSetting(id: string): void {
  const element = document.getElementById(id);
  if (!element) return;
  element.scrollIntoView({ block: 'center' });
  const control = element.matches(CONTROL) ? element : element.querySelector<HTMLElement>(CONTROL);
  control?.focus({ preventScroll: true });
}

/** What can be changed there; in a group of choices, the one that holds. */
const CONTROL =
  'input:checked, select, input:not([type="radio"], [type="file"]), button:not([aria-disabled="true"]), a[href]';
