import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { Translator } from '../../lib/locale/translator.ts';
import type { Settings } from '../../lib/model/settings.ts';
import { TranslationProvider } from './translation.ts';

export interface ExtensionPageProps {
  readonly translator: Translator;
  readonly theme: Settings['theme'];
  readonly children: ComponentChildren;
}

/** A page of the extension in the reader's language, its direction and theme. */
export function ExtensionPage({ translator, theme, children }: ExtensionPageProps) {
  useLayoutEffect(() => {
    const { documentElement: root } = document;
    root.lang = translator.locale;
    root.dir = translator.direction;
    if (theme === 'system') delete root.dataset.theme;
    else root.dataset.theme = theme;
  }, [translator, theme]);
  return <TranslationProvider value={translator}>{children}</TranslationProvider>;
}
