import archive from 'lucide/dist/esm/icons/archive.mjs';
import globe from 'lucide/dist/esm/icons/globe.mjs';
import info from 'lucide/dist/esm/icons/info.mjs';
import keyboard from 'lucide/dist/esm/icons/keyboard.mjs';
import library from 'lucide/dist/esm/icons/library-big.mjs';
import underline from 'lucide/dist/esm/icons/underline.mjs';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';

/** Sections of the settings page; each has an address of its own, e.g. "#packs". */
export const SECTIONS = ['packs', 'sites', 'marks', 'shortcuts', 'backup', 'about'] as const;
export type Section = (typeof SECTIONS)[number];

const ICONS = {
  packs: library,
  sites: globe,
  marks: underline,
  shortcuts: keyboard,
  backup: archive,
  about: info,
} as const;

/** @param hash e.g. "#sites"; anything else leads to the first section. */
export function sectionOf(hash: string): Section {
  return SECTIONS.find((section) => `#${section}` === hash) ?? 'packs';
}

export interface SettingsLayoutProps {
  readonly section: Section;
  readonly children: ComponentChildren;
}

/** The frame of the settings page: its sections at the side, or above where the window is narrow. */
export function SettingsLayout({ section, children }: SettingsLayoutProps) {
  const { t } = useTranslator();
  const heading = useRef<HTMLHeadingElement>(null);
  const isFirst = useRef(true);
  useEffect(() => {
    document.title = `${t(`settings.${section}.title`)} · ${t('shared.name')}`;
    // Who chose another section is taken to its beginning; who just opened the page is left in peace.
    if (!isFirst.current) heading.current?.focus();
    isFirst.current = false;
  }, [section, t]);
  return (
    <div class="settings">
      <header class="settings__side">
        <p class="settings__brand">
          <img src="/icon/48.png" alt="" width={28} height={28} />
          <span class="wordmark marked">{t('shared.name')}</span>
        </p>
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
