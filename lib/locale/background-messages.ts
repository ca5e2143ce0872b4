import type { LocaleMessages } from '../model/messages.ts';
import type { Language } from '../model/settings.ts';
import arShared from './ar/shared.json' with { type: 'json' };
import arSidepanel from './ar/sidepanel.json' with { type: 'json' };
import arTooltip from './ar/tooltip.json' with { type: 'json' };
import { type Catalogue, compileCatalogues } from './compile.ts';
import deShared from './de/shared.json' with { type: 'json' };
import deSidepanel from './de/sidepanel.json' with { type: 'json' };
import deTooltip from './de/tooltip.json' with { type: 'json' };
import enShared from './en/shared.json' with { type: 'json' };
import enSidepanel from './en/sidepanel.json' with { type: 'json' };
import enTooltip from './en/tooltip.json' with { type: 'json' };
import esShared from './es/shared.json' with { type: 'json' };
import esSidepanel from './es/sidepanel.json' with { type: 'json' };
import esTooltip from './es/tooltip.json' with { type: 'json' };
import frShared from './fr/shared.json' with { type: 'json' };
import frSidepanel from './fr/sidepanel.json' with { type: 'json' };
import frTooltip from './fr/tooltip.json' with { type: 'json' };
import jaShared from './ja/shared.json' with { type: 'json' };
import jaSidepanel from './ja/sidepanel.json' with { type: 'json' };
import jaTooltip from './ja/tooltip.json' with { type: 'json' };

/** What the background says in a page's place, or has the browser say. */
type BackgroundSurface = 'shared' | 'sidepanel' | 'tooltip';

const CATALOGUES: Record<Language, Record<BackgroundSurface, Catalogue>> = {
  ar: { shared: arShared, sidepanel: arSidepanel, tooltip: arTooltip },
  de: { shared: deShared, sidepanel: deSidepanel, tooltip: deTooltip },
  en: { shared: enShared, sidepanel: enSidepanel, tooltip: enTooltip },
  es: { shared: esShared, sidepanel: esSidepanel, tooltip: esTooltip },
  fr: { shared: frShared, sidepanel: frSidepanel, tooltip: frTooltip },
  ja: { shared: jaShared, sidepanel: jaSidepanel, tooltip: jaTooltip },
};

/**
 * Messages for web pages, and for the browser's own menus. All languages are part of the background, where
 * Chromium loads nothing later, and where a page that waits for its tooltip must not wait for them.
 */
export function readBackgroundMessages(
  language: Language,
  surfaces: readonly BackgroundSurface[],
): LocaleMessages {
  return compileCatalogues(
    language,
    surfaces.map((surface) => CATALOGUES[language][surface]),
  );
}
