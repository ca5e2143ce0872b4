import { useEffect, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { AboutSection } from '../../components/settings/AboutSection.tsx';
import { ManagedNotice } from '../../components/settings/ManagedNotice.tsx';
import { ManagedSites } from '../../components/settings/ManagedSites.tsx';
import { MarksSection } from '../../components/settings/MarksSection.tsx';
import { PacksSection } from '../../components/settings/PacksSection.tsx';
import { type Section, SettingsLayout, sectionOf } from '../../components/settings/SettingsLayout.tsx';
import { SitesSection } from '../../components/settings/SitesSection.tsx';
import { ExtensionPage } from '../../components/shared/ExtensionPage.tsx';
import { changeSettings, readSettings, watchSettings } from '../../lib/extension/settings.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import type { Policy } from '../../lib/model/policy.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/model/settings.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { Backup } from './Backup.tsx';
import { Rejections } from './Rejections.tsx';
import { Shortcuts } from './Shortcuts.tsx';
import { describeManaged, usePolicy } from './use-managed.ts';
import { usePacksSection } from './use-packs-section.ts';
import { useSites } from './use-sites.ts';

export interface SettingsPageProps {
  readonly translator: Translator;
  readonly store: () => Promise<FactStore>;
}

/** The settings page with the store, the browser and the settings behind it. */
export function SettingsPage({ translator, store }: SettingsPageProps) {
  const settings = useSettings();
  const section = useSection();
  const packs = usePacksSection(translator, store, () => {
    location.hash = '#packs';
  });
  const policy = usePolicy();
  const managed = describeManaged(policy, packs);
  return (
    <ExtensionPage translator={translator} theme={settings.theme}>
      <SettingsLayout section={section}>
        {managed && <ManagedNotice {...managed} />}
        {section === 'packs' && <PacksSection {...packs} />}
        {section === 'sites' && <Sites settings={settings} policy={policy} />}
        {section === 'marks' && (
          <MarksSection
            settings={settings}
            managed={policy.settings}
            onMarks={(isOn) => void changeSettings((now) => ({ ...now, marks: { ...now.marks, isOn } }))}
            onCount={(isCounted) =>
              void changeSettings((now) => ({ ...now, marks: { ...now.marks, isCounted } }))
            }
            onDensity={(density) =>
              void changeSettings((now) => ({ ...now, marks: { ...now.marks, density } }))
            }
            onLook={(look) => void changeSettings((now) => ({ ...now, marks: { ...now.marks, look } }))}
            onThreshold={(threshold) =>
              void changeSettings((now) => ({ ...now, linker: { ...now.linker, threshold } }))
            }
            onTheme={(theme) => void changeSettings((now) => ({ ...now, theme }))}
            onLanguage={(language) => void changeSettings((now) => ({ ...now, language }))}
          />
        )}
        {section === 'marks' && <Rejections store={store} />}
        {section === 'shortcuts' && <Shortcuts />}
        {section === 'backup' && (
          <Backup store={store} titleOf={packs.importing.titleOf} onRestored={packs.refresh} />
        )}
        {section === 'about' && (
          <About
            packCount={packs.packs.phase === 'shown' ? packs.packs.packs.length : 0}
            isMemoryOnly={packs.isMemoryOnly}
          />
        )}
      </SettingsLayout>
    </ExtensionPage>
  );
}

function Sites({ settings, policy }: { readonly settings: Settings; readonly policy: Policy }) {
  const { blocked, ...sites } = useSites(settings);
  const managed = policy.blockedSites;
  return (
    <>
      <SitesSection {...sites} blocked={blocked.filter((host) => !managed.includes(host))} />
      <ManagedSites hosts={managed} />
    </>
  );
}

function About(props: { readonly packCount: number; readonly isMemoryOnly: boolean }) {
  const [storedBytes, setStoredBytes] = useState<number>();
  useEffect(() => {
    navigator.storage.estimate().then(({ usage }) => setStoredBytes(usage), console.error);
  }, []);
  return (
    <AboutSection
      {...props}
      version={browser.runtime.getManifest().version}
      browserName={navigator.userAgent}
      storedBytes={storedBytes}
      onCopy={(text) =>
        navigator.clipboard.writeText(text).then(
          () => true,
          () => false,
        )
      }
    />
  );
}

function useSettings(): Settings {
  const [settings, setSettings] = useState(DEFAULT_SETTINGS);
  useEffect(() => {
    readSettings().then(setSettings, console.error);
    return watchSettings(setSettings);
  }, []);
  return settings;
}

/** The section that the address names, also after going back and forth. */
function useSection(): Section {
  const [section, setSection] = useState(() => sectionOf(location.hash));
  useEffect(() => {
    const follow = () => setSection(sectionOf(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return section;
}
