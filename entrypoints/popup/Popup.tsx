import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { PopupView } from '../../components/popup/PopupView.tsx';
import { SEARCHING, subjectNames } from '../../components/popup/search-state.ts';
import { ExtensionPage } from '../../components/shared/ExtensionPage.tsx';
import { showInPanel } from '../../lib/extension/panel.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import { readDossiers } from '../../lib/services/dossiers.ts';
import type { Library } from '../../lib/services/library.ts';
import { isEveryPackDamaged } from '../../lib/services/pack-health.ts';
import type { PackSearch } from '../../lib/services/search.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { useCompletions } from '../shared/use-completions.ts';
import { useDossiers } from '../shared/use-dossiers.ts';
import { usePackTitles } from '../shared/use-pack-titles.ts';
import { useSearch } from '../shared/use-search.ts';
import { useTheme } from '../shared/use-theme.ts';
import { usePage } from './use-page.ts';

export interface PopupProps {
  readonly translator: Translator;
  readonly store: () => Promise<FactStore>;
  readonly library: Library;
  readonly search: () => Promise<PackSearch>;
}

/** The popup with the store, the tab and the settings behind it. */
export function Popup({ translator, store, library, search }: PopupProps) {
  const theme = useTheme();
  const { isMemoryOnly, areAllDamaged } = useStoreHealth(store, search);
  const packTitles = usePackTitles(store);
  const windowId = useWindowId();
  const [query, setQuery] = useState('');
  const { open, openEntity, goBack } = useDossiers(library);
  const page = usePage(async (id) => (await readDossiers(await library.generations(), [id]))[0]?.entity.name);
  const mentions = page.page.kind === 'marked' ? page.page.mentions : [];
  const mentioned = mentions.map(({ id }) => id).join('\n');
  const onPage = useMemo(() => new Set(mentioned === '' ? [] : mentioned.split('\n')), [mentioned]);
  const searchState = useSearch(search, query, onPage);
  const { completions, isPending } = useCompletions(search, query, {
    packTitles,
    names: [...subjectNames(searchState), ...mentions.map(({ name }) => name)],
  });

  return (
    <ExtensionPage translator={translator} theme={theme}>
      <PopupView
        {...page}
        query={query}
        search={isPending ? SEARCHING : searchState}
        completions={completions}
        open={open}
        isMemoryOnly={isMemoryOnly}
        areAllDamaged={areAllDamaged}
        onQuery={setQuery}
        onOpenEntity={openEntity}
        onBack={goBack}
        onOpenPanel={() => {
          if (!open || windowId.current === undefined) return;
          const target = { id: open.entityId, name: open.name };
          // The panel stands beside the page; the popup would only cover it.
          showInPanel(windowId.current, { kind: 'dossier', target }).then(
            () => window.close(),
            console.error,
          );
        }}
        onOpenSettings={() => {
          void browser.runtime.openOptionsPage();
          // The settings stand in a tab of their own; the popup would only cover it.
          window.close();
        }}
      />
    </ExtensionPage>
  );
}

function useStoreHealth(store: () => Promise<FactStore>, search: () => Promise<PackSearch>) {
  const [isMemoryOnly, setMemoryOnly] = useState(false);
  const [areAllDamaged, setAllDamaged] = useState(false);
  useEffect(() => {
    const look = async () => {
      const opened = await store();
      setMemoryOnly(opened.kind === 'memory');
      // A search that waits comes first; packs that it cannot open are looked at all the more.
      await (await search()).prepare().catch(() => {});
      setAllDamaged(await isEveryPackDamaged(opened));
    };
    look().catch(console.error);
  }, [store, search]);
  return { isMemoryOnly, areAllDamaged };
}

/** The window that the popup belongs to, known before a click needs it: nothing may be awaited then. */
function useWindowId() {
  const windowId = useRef<number>(undefined);
  useEffect(() => {
    browser.windows.getCurrent().then(({ id }) => {
      windowId.current = id;
    }, console.error);
  }, []);
  return windowId;
}
