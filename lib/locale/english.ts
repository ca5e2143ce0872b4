import type { LocaleMessages } from '../model/messages.ts';
import { type Catalogue, compileCatalogues } from './compile.ts';
import backup from './en/backup.json' with { type: 'json' };
import dossier from './en/dossier.json' with { type: 'json' };
import popup from './en/popup.json' with { type: 'json' };
import problems from './en/problems.json' with { type: 'json' };
import settings from './en/settings.json' with { type: 'json' };
import shared from './en/shared.json' with { type: 'json' };
import sidepanel from './en/sidepanel.json' with { type: 'json' };
import tooltip from './en/tooltip.json' with { type: 'json' };
import viewer from './en/viewer.json' with { type: 'json' };
import welcome from './en/welcome.json' with { type: 'json' };
import type { Surface } from './surfaces.ts';

const ENGLISH: Record<Surface, Catalogue> = {
  backup,
  dossier,
  popup,
  problems,
  settings,
  shared,
  sidepanel,
  tooltip,
  viewer,
  welcome,
};

/** Messages in English, at once: for programs on the command line, and for tests. */
export function readEnglish(surfaces: readonly Surface[]): LocaleMessages {
  return compileCatalogues(
    'en',
    surfaces.map((surface) => ENGLISH[surface]),
  );
}
