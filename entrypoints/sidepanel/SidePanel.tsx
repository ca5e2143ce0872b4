import { useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { SEARCHING, subjectNames } from '../../components/popup/search-state.ts';
import { ExtensionPage } from '../../components/shared/ExtensionPage.tsx';
import { PanelView } from '../../components/sidepanel/PanelView.tsx';
import { copyText } from '../../components/tooltip/copy-text.ts';
import { CITATION_FILES } from '../../lib/citation/formats.ts';
import { readPanelPath, watchPanel } from '../../lib/extension/panel.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import type { PanelRequest } from '../../lib/model/panel.ts';
import { toPlainQuery } from '../../lib/search/query.ts';
import type { Library } from '../../lib/services/library.ts';
import type { PackSearch } from '../../lib/services/search.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { saveFile } from '../shared/save-file.ts';
import { useCompletions } from '../shared/use-completions.ts';
import { useDossiers } from '../shared/use-dossiers.ts';
import { usePackTitles } from '../shared/use-pack-titles.ts';
import { useSearch } from '../shared/use-search.ts';
import { useTheme } from '../shared/use-theme.ts';

export interface SidePanelProps {
  readonly translator: Translator;
  readonly store: () => Promise<FactStore>;
  readonly library: Library;
  readonly search: () => Promise<PackSearch>;
}

/** The page in front is none of the panel's business: nothing comes first for being on it. */
const NOTHING: ReadonlySet<string> = new Set();

/** The side panel, or a tab in its place, with the packs behind it. */
export function SidePanel({ translator, store, library, search }: SidePanelProps) {
  const theme = useTheme();
  const packTitles = usePackTitles(store);
  const [query, setQuery] = useState('');
  const searchState = useSearch(search, query, NOTHING);
  const { completions, isPending } = useCompletions(search, query, {
    packTitles,
    names: subjectNames(searchState),
  });
  const dossiers = useDossiers(library);
  const { open, previous } = dossiers;

  const latest = useRef(0);

  useRequests(async (request) => {
    latest.current += 1;
    const turn = latest.current;
    if (request.kind === 'dossier') dossiers.openEntity(request.target);
    if (request.kind !== 'look-up') return;
    // The way back from the best match leads to the others; without any, the search says so.
    dossiers.closeAll();
    const wanted = toPlainQuery(request.text);
    setQuery(wanted);
    const { entities } = await (await search()).search(wanted, { limit: 1, onPage: NOTHING });
    const [best] = entities;
    // An answer that a later request has overtaken opens nothing.
    if (best && turn === latest.current) dossiers.openEntity(best.entity);
  });

  useEffect(() => {
    document.title = open ? `${open.name} · ${translator.t('shared.name')}` : translator.t('shared.name');
  }, [open, translator]);

  return (
    <ExtensionPage translator={translator} theme={theme}>
      <PanelView
        query={query}
        search={isPending ? SEARCHING : searchState}
        completions={completions}
        open={open}
        previous={previous?.name}
        onQuery={setQuery}
        onOpenEntity={dossiers.openEntity}
        onBack={dossiers.goBack}
        onSearch={dossiers.closeAll}
        onCopy={copyText}
        onSave={(text, format) => {
          const { ending, type } = CITATION_FILES[format];
          saveFile(new Blob([text], { type }), `factmark-citations.${ending}`);
        }}
      />
    </ExtensionPage>
  );
}

/** What the panel of this window, or this tab, is asked to show. */
function useRequests(onRequest: (request: PanelRequest) => Promise<void>): void {
  const latest = useRef(onRequest);
  latest.current = onRequest;
  useEffect(() => {
    const hear = (request: PanelRequest) => void latest.current(request).catch(console.error);
    const asked = readPanelPath(location.search);
    if (asked) {
      // A tab was opened for one thing, and stays with it.
      hear(asked);
      return;
    }
    let stop = () => {};
    let isGone = false;
    browser.windows.getCurrent().then(({ id }) => {
      if (!isGone && id !== undefined) stop = watchPanel(id, hear);
    }, console.error);
    return () => {
      isGone = true;
      stop();
    };
  }, []);
}
