// @vitest-environment happy-dom
import { useState } from 'preact/hooks';
import { describe, expect, it, vi } from 'vitest';
import type { OpenDossier } from '../../../components/dossier/open-dossier.ts';
import { PopupView, type PopupViewProps } from '../../../components/popup/PopupView.tsx';
import type { PageState } from '../../../components/popup/page-state.ts';
import { click, draw, nameOf, press, type } from '../draw.tsx';
import { DOSSIER, MENTIONS, RESULTS } from '../gallery/fixtures.ts';

const host = 'gazette.example';

type Shown = Pick<
  PopupViewProps,
  'rejections' | 'page' | 'query' | 'search' | 'completions' | 'open' | 'isMemoryOnly' | 'areAllDamaged'
>;

function createProps(props: Partial<Shown> = {}) {
  return {
    page: { kind: 'marked', host, mentions: MENTIONS.slice(0, 3), pace: 'keeping-up' } as PageState,
    query: '',
    search: { phase: 'idle' } as const,
    open: undefined,
    isMemoryOnly: false,
    areAllDamaged: false,
    onQuery: vi.fn(),
    onOpenEntity: vi.fn<PopupViewProps['onOpenEntity']>(),
    onBack: vi.fn(),
    onOpenPanel: vi.fn(),
    onOpenSettings: vi.fn(),
    rejections: [],
    onJump: vi.fn(),
    onReject: vi.fn(),
    onOpenSites: vi.fn(),
    onUndoRejection: vi.fn(),
    onToggleSite: vi.fn(),
    onTurnOnEverywhere: vi.fn(),
    completions: [],
    onPause: vi.fn(),
    onEndPause: vi.fn(),
    onMarkOnce: vi.fn(),
    onGrantSite: vi.fn(),
    onGrantAllSites: vi.fn(),
    onReload: vi.fn(),
    onOpenPdf: vi.fn(),
    ...props,
  };
}

const found = { query: 'meri', search: { phase: 'done', results: RESULTS } } as const;

describe('filters', () => {
  it('are offered behind the field, and finish the query', async () => {
    const props = createProps({
      query: 'loan st',
      completions: [{ text: 'status:', query: 'loan status:' }],
    });
    const { get } = await draw(<PopupView {...props} />);
    await click(get('button', 'status:'));
    expect(props.onQuery).toHaveBeenCalledWith('loan status:');
    expect(document.activeElement).toBe(get('combobox'));
  });

  it('are what an empty answer is put down to', async () => {
    const answer = { phase: 'done', results: { entities: [], facts: [] } } as const;
    const { text } = await draw(<PopupView {...createProps({ query: 'x type:person', search: answer })} />);
    expect(text).toContain('try without one of them');
  });

  it('are to be finished before anything can be missing', async () => {
    const props = createProps({
      query: 'meri type:',
      search: { phase: 'done', results: { entities: [], facts: [] } },
      completions: [{ text: 'type:person', query: 'meri type:person ' }],
    });
    const { text } = await draw(<PopupView {...props} />);
    expect(text).toContain('Narrow the search by “type:”');
    expect(text).not.toContain('Nothing found');
  });

  it('stand as they are typed where words run from right to left', async () => {
    const props = createProps({
      query: 'type:',
      search: { phase: 'done', results: { entities: [], facts: [] } },
      completions: [{ text: 'type:person', query: 'type:person ' }],
    });
    const page = await draw(<PopupView {...props} />, 'rtl');
    // Unseen signs keep the colon behind the word.
    expect(page.text).toContain('“\u2068type:\u2069”');
    expect(page.get('combobox').getAttribute('dir')).toBe('auto');
    expect(page.get('button', 'type:person').getAttribute('dir')).toBe('ltr');
    // What the empty field says runs as the page does.
    await page.redraw(<PopupView {...createProps()} />);
    expect(page.get('combobox').dir).toBe('');
  });
});

describe('a pause', () => {
  it('begins with one click, where names are marked', async () => {
    const props = createProps();
    const { get } = await draw(<PopupView {...props} />);
    await click(get('button', 'Pause marks for an hour'));
    expect(props.onPause).toHaveBeenCalledOnce();
  });

  it('says until when, and ends with one click', async () => {
    const until = new Date(2026, 10, 22, 21, 15).getTime();
    const props = createProps({ page: { kind: 'paused', host, until } });
    const { get, all, text } = await draw(<PopupView {...props} />);
    expect(text).toMatch(/paused until 9:15/);
    expect(all('button').map(nameOf)).not.toContain('Pause marks for an hour');
    await click(get('button', 'Turn marks on'));
    expect(props.onEndPause).toHaveBeenCalledOnce();
  });
});

describe('the search field', () => {
  it('has the focus from the start', async () => {
    const { get } = await draw(<PopupView {...createProps()} />);
    expect(document.activeElement).toBe(get('combobox', 'Search names and facts'));
  });

  it('hands on every letter', async () => {
    const props = createProps();
    const { get } = await draw(<PopupView {...props} />);
    await type(get('combobox'), 'm');
    expect(props.onQuery).toHaveBeenCalledWith('m');
  });

  it('points at the first result, and keeps the focus itself', async () => {
    const { get, all } = await draw(<PopupView {...createProps(found)} />);
    const field = get('combobox');
    expect(field.getAttribute('aria-expanded')).toBe('true');
    expect(document.getElementById(field.getAttribute('aria-controls') ?? '')).toBe(get('listbox'));
    expect(field.getAttribute('aria-activedescendant')).toBe(all('option')[0]!.id);
    expect(document.activeElement).toBe(field);
  });

  it('moves through entities, then facts, then round by way of itself', async () => {
    const { get, all } = await draw(<PopupView {...createProps(found)} />);
    const field = get('combobox');
    const chosen = () => all('option').findIndex((option) => option.getAttribute('aria-selected') === 'true');
    const visited = [chosen()];
    for (let step = 0; step < 6; step += 1) {
      await press(field, 'ArrowDown');
      visited.push(chosen());
    }
    expect(visited).toEqual([0, 1, 2, 3, 4, -1, 0]);
    await press(field, 'ArrowUp');
    expect(field.getAttribute('aria-activedescendant')).toBeNull();
    await press(field, 'ArrowUp');
    expect(chosen()).toBe(4);
  });

  it('opens the chosen entity on Enter, and for a fact the entity that it is about', async () => {
    const props = createProps(found);
    const { get } = await draw(<PopupView {...props} />);
    await press(get('combobox'), 'Enter');
    await press(get('combobox'), 'ArrowUp');
    await press(get('combobox'), 'ArrowUp');
    await press(get('combobox'), 'Enter');
    expect(props.onOpenEntity.mock.calls.map(([entity]) => entity.id)).toEqual([
      'org:meridian',
      'place:meri',
    ]);
  });

  it('leaves keys to an input method that is composing a character', async () => {
    const props = createProps(found);
    const { get } = await draw(<PopupView {...props} />);
    await press(get('combobox'), 'Enter', { isComposing: true });
    expect(props.onOpenEntity).not.toHaveBeenCalled();
  });

  it('is emptied by Escape, which closes the popup only when it is empty', async () => {
    const props = createProps(found);
    const drawing = await draw(<PopupView {...props} />);
    expect(await press(drawing.get('combobox'), 'Escape')).toBe(false);
    expect(props.onQuery).toHaveBeenCalledWith('');
    await drawing.redraw(<PopupView {...props} query="" search={{ phase: 'idle' }} />);
    expect(await press(drawing.get('combobox'), 'Escape')).toBe(true);
  });

  it('leads into the names of the page when it is empty', async () => {
    const { get } = await draw(<PopupView {...createProps()} />);
    await press(get('combobox'), 'ArrowDown');
    expect(nameOf(document.activeElement as HTMLElement)).toContain('Meridian Lines');
  });
});

describe('results', () => {
  it('stand in two named groups, with the matched parts marked', async () => {
    const { all, root } = await draw(<PopupView {...createProps(found)} />);
    expect(all('group').map(nameOf)).toEqual(['Names', 'Facts']);
    expect([...root.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'Meri',
      'Meri',
      'Meri',
      'Meri',
      'Meri',
    ]);
  });

  it('show the alias that matched beside the name', async () => {
    const { all } = await draw(<PopupView {...createProps(found)} />);
    expect(all('option')[1]!.textContent).toContain('Ida HolmMadame Meridian');
  });

  it('open on a click that leaves the focus in the field', async () => {
    const props = createProps(found);
    const { all, get } = await draw(<PopupView {...props} />);
    const press = new MouseEvent('mousedown', { bubbles: true, cancelable: true });
    expect(all('option')[2]!.dispatchEvent(press)).toBe(false);
    await click(all('option')[2]!);
    expect(props.onOpenEntity).toHaveBeenCalledWith(RESULTS.entities[2]!.entity);
    expect(document.activeElement).toBe(get('combobox'));
  });

  it('stay up while the next search runs', async () => {
    const { all } = await draw(
      <PopupView {...createProps({ query: 'meris', search: { phase: 'searching', results: RESULTS } })} />,
    );
    expect(all('option')).toHaveLength(5);
  });

  it('are counted aloud', async () => {
    const { all } = await draw(<PopupView {...createProps(found)} />);
    expect(all('status').map(({ textContent }) => textContent)).toContain('5 results');
  });

  it('that are none, or that failed, say so in words', async () => {
    const none = { phase: 'done', results: { entities: [], facts: [] } } as const;
    const drawing = await draw(<PopupView {...createProps({ query: 'xyzzy', search: none })} />);
    expect(drawing.text).toContain('Nothing found for “xyzzy”');
    expect(drawing.find('listbox')).toBeUndefined();
    expect(drawing.get('combobox').getAttribute('aria-expanded')).toBe('false');
    await drawing.redraw(<PopupView {...createProps({ query: 'xyzzy', search: { phase: 'failed' } })} />);
    expect(drawing.text).toContain('The search failed');
  });
});

describe('the page', () => {
  it('is a list of names with counts, each leading to its facts and to its places', async () => {
    const props = createProps();
    const { get } = await draw(<PopupView {...props} />);
    await click(get('button', 'Meridian Lines'));
    expect(props.onOpenEntity).toHaveBeenCalledWith(MENTIONS[0]);
    await click(get('button', 'Show Meridian Lines on the page, mentioned 12 times'));
    expect(props.onJump).toHaveBeenCalledWith(MENTIONS[0]);
  });

  it('is walked by arrow keys, column by column', async () => {
    const { get } = await draw(<PopupView {...createProps()} />);
    const first = get('button', 'Show Meridian Lines on the page, mentioned 12 times');
    first.focus();
    await press(first, 'ArrowDown');
    expect(nameOf(document.activeElement as HTMLElement)).toBe(
      'Show Ida Holm on the page, mentioned 4 times',
    );
    await press(document.activeElement as HTMLElement, 'ArrowUp');
    expect(document.activeElement).toBe(first);
  });

  it('is switched off and on in one click', async () => {
    const props = createProps();
    const drawing = await draw(<PopupView {...props} />);
    await click(drawing.get('switch', `Mark names on ${host}`));
    expect(props.onToggleSite).toHaveBeenLastCalledWith(false);
    await drawing.redraw(<PopupView {...props} page={{ kind: 'off-here', host }} />);
    await click(drawing.get('switch', `Mark names on ${host}`));
    expect(props.onToggleSite).toHaveBeenLastCalledWith(true);
  });

  it.each([
    ['Allow on gazette.example', 'onGrantSite'],
    ['Allow on all sites', 'onGrantAllSites'],
    ['Only this page, only now', 'onMarkOnce'],
  ] as const)('that may not be read yet offers “%s”', async (label, handler) => {
    const props = createProps({ page: { kind: 'no-access', host } });
    const { get } = await draw(<PopupView {...props} />);
    await click(get('button', label));
    expect(props[handler]).toHaveBeenCalledOnce();
  });

  it.each([
    ['loading', { kind: 'loading' }, 'Looking at the page'],
    [
      'without a known name',
      { kind: 'marked', host, mentions: [], pace: 'keeping-up' },
      'Nothing to mark on this page',
    ],
    ['read with rests', { kind: 'marked', host, mentions: [], pace: 'slowed' }, 'Marks may come late'],
    [
      'longer than is read',
      { kind: 'marked', host, mentions: [], pace: 'cut-short' },
      'more text than Factmark reads',
    ],
    ['that is a PDF', { kind: 'pdf', host }, 'This is a PDF'],
    ['switched off', { kind: 'off-here', host }, 'Off on this site'],
    ['while all marks are off', { kind: 'off-everywhere', host }, 'Marks are off on all sites'],
    ['closed to extensions', { kind: 'restricted' }, 'No extension may read this page'],
    ['that does not answer', { kind: 'failed', host }, 'This page does not answer'],
  ] as const)('%s is told in words', async (_rule, page, words) => {
    const { text, root } = await draw(<PopupView {...createProps({ page })} />);
    expect(text + (root.querySelector('.skeleton')?.getAttribute('aria-label') ?? '')).toContain(words);
  });
});

describe('a name that does not mean this', () => {
  const [meridian] = MENTIONS.slice(0, 1) as [(typeof MENTIONS)[number]];

  it('shows how sure each is, and never that nothing could be surer', async () => {
    const { all } = await draw(<PopupView {...createProps()} />);
    const sure = all('listitem').map((row) => row.querySelector('.mention__sure')?.getAttribute('title'));
    expect(sure).toEqual(['99% sure', '97% sure', '88% sure']);
  });

  it.each([
    ['On this site', 'site'],
    ['Everywhere', 'everywhere'],
  ] as const)('is rejected by keyboard, %s, under all that the page calls it', async (label, scope) => {
    const props = createProps();
    const { get, text, find } = await draw(<PopupView {...props} />);
    expect(text).not.toContain('Stop marking');
    await click(get('button', 'Not this one: Meridian Lines'));
    expect(nameOf(document.activeElement as HTMLElement)).toBe('On this site');
    expect(document.querySelector('.mention__doubt')?.textContent).toContain(
      'Stop marking “Meridian Lines”, “Meridian”, and “ML” as it',
    );
    await click(get('button', label));
    expect(props.onReject).toHaveBeenCalledWith(meridian, scope);
    expect(find('button', label)).toBeUndefined();
  });

  it('can be taken back at once, by the button that has the focus', async () => {
    const props = createProps();
    const { get, redraw, root } = await draw(<PopupView {...props} />);
    const made = { mention: meridian, scope: 'site' } as const;
    await redraw(<PopupView {...props} rejections={[made]} />);
    expect(root.querySelector('[role="status"]')?.textContent).toContain(
      'No longer marked as Meridian Lines on this site.',
    );
    const undo = get('button', 'Undo: mark Meridian Lines again');
    expect(document.activeElement).toBe(undo);
    await click(undo);
    expect(props.onUndoRejection).toHaveBeenCalledWith(made);
  });

  it('says so where the browser could not save what was rejected', async () => {
    const { root } = await draw(<PopupView {...createProps()} isUnsaved />);
    expect(root.querySelector('[role="alert"]')?.textContent).toContain('The browser could not save that.');
    expect(root.textContent).not.toContain('No longer marked');
  });
});

describe('a dossier', () => {
  const asked = { entityId: 'org:meridian', name: 'Meridian Lines' };
  const shown: OpenDossier = { ...asked, phase: 'shown', dossier: DOSSIER, named: new Map() };

  /** The popup with its own answer to opening and going back. */
  function Popup(props: Partial<Shown>) {
    const [open, setOpen] = useState<OpenDossier>();
    return (
      <PopupView
        {...createProps(props)}
        open={open}
        onOpenEntity={() => setOpen(shown)}
        onBack={() => setOpen(undefined)}
      />
    );
  }

  it('takes the place of the results and the focus, and gives both back', async () => {
    const { get, root } = await draw(<Popup {...found} />);
    await press(get('combobox'), 'ArrowDown');
    await press(get('combobox'), 'Enter');
    expect(document.activeElement?.getAttribute('aria-label')).toBe('Meridian Lines');
    expect(root.querySelector('.popup__view')?.hasAttribute('inert')).toBe(true);
    await click(get('button', 'Back'));
    expect(root.querySelector('.popup__view')?.hasAttribute('inert')).toBe(false);
    expect(document.activeElement).toBe(get('combobox'));
    expect(get('combobox').getAttribute('aria-activedescendant')).toMatch(/-1$/);
  });

  it('gives the focus back to the name on the page that it was opened from', async () => {
    const { get } = await draw(<Popup />);
    const name = get('button', 'Ida Holm');
    name.focus();
    await click(name);
    await click(get('button', 'Back'));
    expect(document.activeElement).toBe(name);
  });

  it.each(['Escape', 'Alt+ArrowLeft'])('is left by %s', async (keys) => {
    const props = createProps({ open: shown });
    const { root } = await draw(<PopupView {...props} />);
    const panel = root.querySelector<HTMLElement>('.dossier-panel')!;
    await press(panel, keys.replace('Alt+', ''), { altKey: keys.startsWith('Alt') });
    expect(props.onBack).toHaveBeenCalledOnce();
  });

  it('is opened beside the page at a click', async () => {
    const props = createProps({ open: shown });
    const { get } = await draw(<PopupView {...props} />);
    await click(get('button', 'All of it, beside the page'));
    expect(props.onOpenPanel).toHaveBeenCalledOnce();
  });

  it.each([
    ['of a pack that is gone', { phase: 'gone' }, 'Nothing is known about Meridian Lines any more'],
    ['that cannot be read', { phase: 'failed' }, 'The facts could not be read'],
  ] as const)('%s is told in words', async (_rule, outcome, words) => {
    const { text } = await draw(<PopupView {...createProps({ open: { ...asked, ...outcome } })} />);
    expect(text).toContain(words);
  });
});

it('says when nothing is kept', async () => {
  const { text } = await draw(<PopupView {...createProps({ isMemoryOnly: true })} />);
  expect(text).toContain('Only the built-in facts are here');
});

it('says when no pack can be read, and leads to the settings', async () => {
  const props = createProps({ areAllDamaged: true });
  const { root, text } = await draw(<PopupView {...props} />);
  expect(text).toContain('Your packs cannot be read');
  const button = [...root.querySelectorAll('button')].find(
    ({ textContent }) => textContent === 'Open the settings',
  );
  button?.click();
  expect(props.onOpenSettings).toHaveBeenCalledOnce();
});
