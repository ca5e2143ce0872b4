import { useEffect, useState } from 'preact/hooks';
import { readSettings, watchSettings } from '../../lib/extension/settings.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../lib/model/settings.ts';

/** The theme that the reader chose, also while they choose another. */
export function useTheme(): Settings['theme'] {
  const [theme, setTheme] = useState<Settings['theme']>(DEFAULT_SETTINGS.theme);
  useEffect(() => {
    readSettings().then((settings) => setTheme(settings.theme), console.error);
    return watchSettings((settings) => setTheme(settings.theme));
  }, []);
  return theme;
}
