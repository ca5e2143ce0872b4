import { useEffect, useMemo, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import type { OpenDossier } from '../../components/popup/DossierPanel.tsx';
import { PopupView } from '../../components/popup/PopupView.tsx';
import { ExtensionPage } from '../../components/shared/ExtensionPage.tsx';
import { readSettings, watchSettings } from '../../lib/extension/settings.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/model/settings.ts';
import { completeFilters } from '../../lib/search/complete.ts';
import type { Library } from '../../lib/services/library.ts';
import type { PackSearch } from '../../lib/services/search.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { readOpenDossier } from './read-open-dossier.ts';
import { usePage } from './use-page.ts';
import { useSearch } from './use-search.ts';

export interface PopupProps {
  readonly translator: Translator;
  readonly store: () => Promise<FactStore>;
  readonly library: Library;
  readonly search: () => Promise<PackSearch>;
}

/** The popup with the store, the tab and the settings behind it. */
export function Popup({ translator, store, library, search }: PopupProps) {
  const [theme, setTheme] = useState<Settings['theme']>(DEFAULT_SETTINGS.theme);
  const [isMemoryOnly, setMemoryOnly] = useState(false);
  const [packTitles, setPackTitles] = useState<readonly string[]>([]);
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState<OpenDossier>();
  const page = usePage();
  const mentioned = page.page.kind === 'marked' ? page.page.mentions.map(({ id }) => id).join('\n') : '';
  const onPage = useMemo(() => new Set(mentioned === '' ? [] : mentioned.split('\n')), [mentioned]);
  const searchState = useSearch(search, query, onPage);
  const completions = completeFilters(query, { packTitles, year: new Date().getFullYear() });

  useEffect(() => {
    readSettings().then((settings) => setTheme(settings.theme), console.error);
    return watchSettings((settings) => setTheme(settings.theme));
  }, []);
  useEffect(() => {
    const look = async () => {
      const opened = await store();
      setMemoryOnly(opened.kind === 'memory');
      const packs = await opened.packs();
      setPackTitles(packs.filter(({ isEnabled }) => isEnabled).map(({ current }) => current.header.title));
    };
    look().catch(console.error);
  }, [store]);

  const openEntity = async (entity: { readonly id: string; readonly name: string }) => {
    const asked: OpenDossier = { entityId: entity.id, name: entity.name, phase: 'loading' };
    /** Shows the outcome, unless the reader went back or on meanwhile. */
    const show = (outcome: OpenDossier) => setOpen((now) => (now === asked ? outcome : now));
    setOpen(asked);
    try {
      show(await readOpenDossier(await library.generations(), entity));
    } catch (error) {
      console.error(error);
      show({ entityId: entity.id, name: entity.name, phase: 'failed' });
    }
  };

  return (
    <ExtensionPage translator={translator} theme={theme}>
      <PopupView
        {...page}
        query={query}
        search={searchState}
        completions={completions}
        open={open}
        isMemoryOnly={isMemoryOnly}
        onQuery={setQuery}
        onOpenEntity={openEntity}
        onBack={() => setOpen(undefined)}
        onOpenSettings={() => {
          void browser.runtime.openOptionsPage();
          // The settings stand in a tab of their own; the popup would only cover it.
          window.close();
        }}
      />
    </ExtensionPage>
  );
}
