import { render } from 'preact';
import { ExtensionPage } from '../../../components/shared/ExtensionPage.tsx';
import { loadMessages } from '../../../lib/locale/languages.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import type { Language, Settings } from '../../../lib/model/settings.ts';
import { GALLERY_LOOK, loadFontsFor } from './fonts.ts';
import { STATES } from './states.tsx';

const SURFACES = [
  'shared',
  'dossier',
  'popup',
  'settings',
  'sidepanel',
  'welcome',
  'backup',
  'problems',
] as const;

/*
 * Draws one state of the popup, the settings page or the tooltip: ?state=popup-results&theme=dark&dir=rtl&lang=de. Without a state it lists them.
 * By hand: `npx vite tests/components/gallery`.
 */
const fonts = new CSSStyleSheet();
fonts.replaceSync(GALLERY_LOOK);
document.adoptedStyleSheets = [fonts];

const wanted = new URLSearchParams(location.search);
const state = wanted.get('state');
const language = (wanted.get('lang') ?? 'en') as Language;
if (state === null) await listStates();
else if (state.startsWith('tooltip')) {
  const { drawTooltip, TOOLTIP_STATES } = await import('./tooltip-states.ts');
  await loadFontsFor(JSON.stringify(TOOLTIP_STATES[state]));
  await drawTooltip(state, (wanted.get('theme') ?? 'system') as Settings['theme'], fonts, language);
  await document.fonts.ready;
  document.documentElement.dataset.isReady = 'true';
} else await drawPage(state);

/** A link to each state, in the order of their names. */
async function listStates() {
  const { TOOLTIP_STATES } = await import('./tooltip-states.ts');
  const states = [...Object.keys(STATES), ...Object.keys(TOOLTIP_STATES)].sort();
  render(
    <ul>
      {states.map((name) => (
        <li key={name}>
          <a href={`?state=${name}`}>{name}</a>
        </li>
      ))}
    </ul>,
    document.getElementById('root')!,
  );
}

async function drawPage(state: string) {
  const draw = STATES[state];
  if (!draw) throw new RangeError(`The gallery has no state ${state}`);

  // Each surface has its own style sheet, as in the extension.
  if (state.startsWith('popup')) await import('../../../entrypoints/popup/style.css');
  else if (state.startsWith('panel')) await import('../../../entrypoints/sidepanel/style.css');
  else if (state.startsWith('welcome')) await import('../../../entrypoints/welcome/style.css');
  else await import('../../../entrypoints/options/style.css');

  const spoken = createTranslator(await loadMessages(language, SURFACES));
  const translator = wanted.get('dir') === 'rtl' ? { ...spoken, direction: 'rtl' as const } : spoken;

  render(
    <ExtensionPage translator={translator} theme={(wanted.get('theme') ?? 'system') as Settings['theme']}>
      {draw()}
    </ExtensionPage>,
    document.getElementById('root')!,
  );

  if (state.startsWith('settings-pack-')) {
    for (const details of document.querySelectorAll('details')) details.open = true;
  }
}
