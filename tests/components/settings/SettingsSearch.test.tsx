// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { describe, expect, it, vi } from 'vitest';
import { SettingsSearch } from '../../../components/settings/SettingsSearch.tsx';
import { findSettings, hashOf, placeOf, SETTINGS, settingId } from '../../../components/settings/sections.ts';
import { UndoBar } from '../../../components/settings/UndoBar.tsx';
import { loadMessages } from '../../../lib/locale/languages.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import type { Language } from '../../../lib/model/settings.ts';
import { click, draw, press, type } from '../draw.tsx';
import { STATES } from '../gallery/states.tsx';

async function find(language: Language, query: string): Promise<string[]> {
  const { t } = createTranslator(await loadMessages(language, ['shared', 'settings', 'backup']));
  return findSettings(query, t).map(hashOf);
}

describe('a search in the settings', () => {
  it.each([
    ['en', 'theme', '#marks/theme'],
    ['en', 'Dark', '#marks/theme'],
    ['en', 'how sure', '#marks/threshold'],
    ['en', 'sites stays off', '#sites/blocked'],
    ['en', 'keyboard', undefined],
    ['en', 'shortcuts', '#shortcuts/keys'],
    ['de', 'sicherung', '#backup/save'],
    ['de', 'dunkel', '#marks/theme'],
    ['fr', 'theme', '#marks/theme'],
    ['fr', 'thème', '#marks/theme'],
    ['es', 'idioma', '#marks/language'],
    ['ja', '言語', '#marks/language'],
    ['ar', 'اللغة', '#marks/language'],
  ] as const)('in %s finds by “%s” first %s', async (language, query, hash) => {
    expect((await find(language, query))[0]).toBe(hash);
  });

  it('puts what is called so before what merely mentions it', async () => {
    const found = await find('en', 'language');
    expect(found[0]).toBe('#marks/language');
  });

  it.each(['', '   ', 'xyzzy', 'theme xyzzy'])('finds nothing for “%s”', async (query) => {
    expect(await find('en', query)).toEqual([]);
  });
});

describe('every setting that can be found', () => {
  it.each(SETTINGS.map((entry) => [hashOf(entry), entry] as const))(
    'is where its address %s leads',
    async (hash, { section, name }) => {
      const states = Object.entries(STATES).filter(([state]) => state.startsWith('settings-'));
      expect(placeOf(hash)).toEqual({ section, setting: name });
      for (const [, drawState] of states) {
        const { root } = await draw(drawState());
        const isThere = root.querySelector(`#${settingId(section, name)}`) !== null;
        root.remove();
        if (isThere) return;
      }
      throw new Error(`No state of the settings page has an element ${settingId(section, name)}`);
    },
  );
});

describe('the field of the search', () => {
  function Search() {
    const [query, setQuery] = useState('');
    return <SettingsSearch query={query} onQuery={setQuery} />;
  }

  it('leads by keyboard to what it found, and back', async () => {
    const { get, all, text } = await draw(<Search />);
    const field = get('searchbox', 'Search settings');
    await type(field, 'theme');
    expect(text).toBeDefined();
    field.focus();
    await press(field, 'ArrowDown');
    expect(document.activeElement).toBe(all('link')[0]);
    expect(document.activeElement?.getAttribute('href')).toBe('#marks/theme');
    await press(document.activeElement as HTMLElement, 'ArrowUp');
    expect(document.activeElement).toBe(field);
    await press(field, 'Escape');
    expect(all('link')).toEqual([]);
  });

  it('says how many there are, and when there is none', async () => {
    const drawing = await draw(<Search />);
    await type(drawing.get('searchbox'), 'theme');
    expect(drawing.get('status').textContent).toMatch(/^\d settings? found$/);
    await type(drawing.get('searchbox'), 'xyzzy');
    expect(drawing.get('status').textContent).toBe('No setting found');
    expect(drawing.root.textContent).toContain('No setting has these words.');
  });
});

describe('the last change', () => {
  it('is told with the way back, and that it was taken back', async () => {
    const props = { onUndo: vi.fn(), onClose: vi.fn() };
    const { get, find, redraw } = await draw(<UndoBar state="none" {...props} />);
    expect(get('status').textContent).toBe('');
    await redraw(<UndoBar state="saved" {...props} />);
    expect(get('status').textContent).toContain('Saved.');
    await click(get('button', 'Undo'));
    expect(props.onUndo).toHaveBeenCalledOnce();
    await redraw(<UndoBar state="undone" {...props} />);
    expect(get('status').textContent).toContain('Taken back.');
    expect(find('button', 'Undo')).toBeUndefined();
    await click(get('button', 'Close'));
    expect(props.onClose).toHaveBeenCalledOnce();
  });
});
