import { render } from 'preact';
import { ExtensionPage } from '../../../components/shared/ExtensionPage.tsx';
import { readMessages } from '../../../lib/locale/locales.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import type { Settings } from '../../../lib/model/settings.ts';
import { STATES } from './states.tsx';

/*
 * Draws one state of the popup, the settings page or the tooltip: ?state=popup-results&theme=dark&dir=rtl.
 * By hand: `npx vite tests/components/gallery`.
 */
const wanted = new URLSearchParams(location.search);
const state = wanted.get('state') ?? Object.keys(STATES)[0]!;
if (state.startsWith('tooltip')) {
  const { drawTooltip } = await import('./tooltip-states.ts');
  await drawTooltip(state, (wanted.get('theme') ?? 'system') as Settings['theme']);
} else await drawPage();

async function drawPage() {
  const draw = STATES[state];
  if (!draw) throw new RangeError(`The gallery has no state ${state}`);

  // Each surface has its own style sheet, as in the extension.
  if (state.startsWith('popup')) await import('../../../entrypoints/popup/style.css');
  else await import('../../../entrypoints/options/style.css');

  const english = createTranslator(
    readMessages('en', ['shared', 'dossier', 'popup', 'settings', 'problems']),
  );
  const translator = wanted.get('dir') === 'rtl' ? { ...english, direction: 'rtl' as const } : english;

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
