import { useEffect, useState } from 'preact/hooks';
import { ShortcutsSection } from '../../components/settings/ShortcutsSection.tsx';
import { openShortcutSettings, readShortcuts, type Shortcut } from '../../lib/extension/shortcuts.ts';

/** The shortcuts with the browser behind them. */
export function Shortcuts() {
  const [shortcuts, setShortcuts] = useState<readonly Shortcut[]>([]);
  useEffect(() => {
    const read = () => {
      readShortcuts().then(setShortcuts, console.error);
    };
    read();
    // Whoever comes back from the browser's page may have set others there; Chromium tells nobody.
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, []);
  return (
    <ShortcutsSection
      shortcuts={shortcuts}
      onChange={() => void openShortcutSettings().catch(console.error)}
    />
  );
}
