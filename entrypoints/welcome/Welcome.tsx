import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { ExtensionPage } from '../../components/shared/ExtensionPage.tsx';
import { WelcomeView } from '../../components/welcome/WelcomeView.tsx';
import {
  ALL_SITES,
  readSiteAccess,
  requestAccessTo,
  watchSiteAccess,
} from '../../lib/extension/site-access.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import { useTheme } from '../shared/use-theme.ts';

/** The page of the first run, with the browser behind it. */
export function Welcome({ translator }: { readonly translator: Translator }) {
  const theme = useTheme();
  const [hasAllSites, setAllSites] = useState(false);
  useEffect(() => {
    document.title = `${translator.t('welcome.title')} · ${translator.t('shared.name')}`;
  }, [translator]);
  useEffect(() => {
    const read = () => {
      readSiteAccess().then((access) => setAllSites(access.hasAllSites), console.error);
    };
    read();
    return watchSiteAccess(read);
  }, []);
  return (
    <ExtensionPage translator={translator} theme={theme}>
      <WelcomeView
        hasAllSites={hasAllSites}
        // Asked at once: the click is what allows the question.
        onAllow={() => void requestAccessTo(ALL_SITES)}
        packsUrl={browser.runtime.getURL('/options.html#packs')}
        shortcutsUrl={browser.runtime.getURL('/options.html#shortcuts')}
      />
    </ExtensionPage>
  );
}
