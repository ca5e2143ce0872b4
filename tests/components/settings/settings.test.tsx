// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { AboutSection } from '../../../components/settings/AboutSection.tsx';
import { SettingsLayout } from '../../../components/settings/SettingsLayout.tsx';
import { readSite, SitesSection } from '../../../components/settings/SitesSection.tsx';
import { placeOf } from '../../../components/settings/sections.ts';
import { DEFAULT_SETTINGS } from '../../../lib/model/settings.ts';
import { click, draw, nameOf, type } from '../draw.tsx';
import { PACKS } from '../gallery/fixtures.ts';
import { marksSection } from '../marks-section.tsx';

describe('the settings page', () => {
  it.each([
    ['#sites', 'sites'],
    ['#about', 'about'],
    ['#marks/nothing', 'marks'],
    ['#sites/threshold', 'sites'],
    ['', 'packs'],
    ['#nowhere', 'packs'],
  ])('shows at the address “%s” its section %s', (hash, section) => {
    expect(placeOf(hash)).toEqual({ section });
  });

  it('shows a setting at an address of its own', () => {
    expect(placeOf('#marks/threshold')).toEqual({ section: 'marks', setting: 'threshold' });
  });

  it('links to every section and names the one that is shown', async () => {
    const { all, get } = await draw(<SettingsLayout place={placeOf('#marks')}>{null}</SettingsLayout>);
    expect(all('link').map((link) => link.getAttribute('href'))).toEqual([
      '#packs',
      '#sites',
      '#marks',
      '#shortcuts',
      '#backup',
      '#about',
    ]);
    expect(get('link', 'Marks').getAttribute('aria-current')).toBe('page');
    expect(document.title).toBe('Marks · Factmark');
  });

  it('takes the focus to the section that was chosen, but not on arrival', async () => {
    const drawing = await draw(<SettingsLayout place={placeOf('#packs')}>{null}</SettingsLayout>);
    expect(document.activeElement).toBe(document.body);
    await drawing.redraw(<SettingsLayout place={placeOf('#sites')}>{null}</SettingsLayout>);
    expect(document.activeElement).toBe(drawing.get('heading', 'Sites'));
  });
});

describe('sites', () => {
  function createProps() {
    return {
      hasAllSites: false,
      granted: [{ pattern: '*://gazette.example/*', host: 'gazette.example' }],
      forPacks: [{ pattern: 'https://packs.example/*', host: 'packs.example' }],
      blocked: ['bank.example'],
      onAllSites: vi.fn(),
      onRevoke: vi.fn(),
      onRevokePacks: vi.fn(),
      onBlock: vi.fn(),
      onUnblock: vi.fn(),
    };
  }

  it('are granted altogether, withdrawn and turned on again, each by name', async () => {
    const props = createProps();
    const { get } = await draw(<SitesSection {...props} />);
    await click(get('switch', 'All sites'));
    await click(get('button', 'Withdraw access to gazette.example'));
    await click(get('button', 'Turn on again on bank.example'));
    await click(get('button', 'Withdraw access to packs.example'));
    expect(props.onAllSites).toHaveBeenCalledWith(true);
    expect(props.onRevokePacks).toHaveBeenCalledWith('https://packs.example/*');
    expect(props.onRevoke).toHaveBeenCalledWith('*://gazette.example/*');
    expect(props.onUnblock).toHaveBeenCalledWith('bank.example');
  });

  it.each([
    ['example.org', 'example.org'],
    [' HTTPS://News.Example.org:8080/a?b ', 'news.example.org'],
    ['localhost', 'localhost'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['*.example.org', '*.example.org'],
    ['*.bücher.example', '*.xn--bcher-kva.example'],
  ])('take “%s” for %s', (text, host) => {
    expect(readSite(text)).toBe(host);
  });

  it.each([
    '*.com',
    '*.*.example.org',
    '*.two words.org',
    '*.example.org/page',
    '*',
    'a*.example.org',
    'example',
    'two words.org',
    '',
    'ftp://example.org',
  ])('take “%s” for no site', (text) => {
    expect(readSite(text)).toBeUndefined();
  });

  it('are added as typed or pasted, and what is no site is refused with a reason', async () => {
    const props = createProps();
    const { get, find } = await draw(<SitesSection {...props} />);
    const field = get('textbox', 'Add a site') as HTMLInputElement;
    await type(field, 'nonsense');
    await click(get('button', 'Add'));
    expect(get('alert').textContent).toContain('not the address of a site');
    expect(field.getAttribute('aria-describedby')).toBe(get('alert').id);
    await type(field, 'https://shop.example/cart');
    await click(get('button', 'Add'));
    expect(props.onBlock.mock.calls).toEqual([['shop.example']]);
    expect(field.value).toBe('');
    expect(find('alert')).toBeUndefined();
  });
});

describe('marks', () => {
  it('change at once', async () => {
    const props = {
      onMarks: vi.fn(),
      onCount: vi.fn(),
      onDensity: vi.fn(),
      onType: vi.fn(),
      onThreshold: vi.fn(),
      onTheme: vi.fn(),
    };
    const { get, all } = await draw(marksSection(props));
    await click(get('switch', 'Mark names on pages'));
    expect(props.onMarks).toHaveBeenCalledWith(false);
    await click(get('switch', 'Count them on the toolbar button'));
    expect(props.onCount).toHaveBeenCalledWith(false);
    const choose = (name: string) => click(all('radio').find((radio) => nameOf(radio) === name)!);
    await choose('First on each page');
    expect(props.onDensity).toHaveBeenCalledWith('page');
    await click(all('checkbox').find((box) => nameOf(box) === 'Place')!);
    expect(props.onType).toHaveBeenCalledWith('place', false);
    await choose('Strict');
    expect(props.onThreshold).toHaveBeenCalledWith('strict');
    await choose('Dark');
    expect(props.onTheme).toHaveBeenCalledWith('dark');
  });

  it('are shown on a sample, or not, as on a page', async () => {
    const drawing = await draw(marksSection());
    expect(drawing.root.querySelector('.marked')?.textContent).toBe('Meridian Lines');
    await drawing.redraw(
      marksSection({
        settings: { ...DEFAULT_SETTINGS, marks: { ...DEFAULT_SETTINGS.marks, isOn: false } },
      }),
    );
    expect(drawing.root.querySelector('.marked')).toBeNull();
  });
});

describe('about', () => {
  it('copies what it shows', async () => {
    const onCopy = vi.fn(async () => true);
    const { get } = await draw(
      <AboutSection
        version="1.2.3"
        browserName="Browser 5"
        storedBytes={1_500_000}
        packs={PACKS.slice(0, 2).map((pack, i) => (i === 0 ? { ...pack, damage: 'damaged' } : pack))}
        isMemoryOnly={false}
        onCopy={onCopy}
      />,
    );
    await click(get('button', 'Copy these lines'));
    expect(onCopy).toHaveBeenCalledWith(
      [
        'Version: 1.2.3',
        'Browser: Browser 5',
        'Stored: 1.5 MB',
        'Kept: on disk',
        'Packs: 2',
        'harbours: 2.1.0 · 9,230 facts · This pack is damaged',
        'long: 0.3.1-beta.20260102 · 6 facts · switched off',
      ].join('\n'),
    );
    expect(get('button', 'Copied')).toBeDefined();
    expect(get('status').textContent).toBe('');
  });

  it('says when nothing was copied, and how much is stored however little', async () => {
    const { get, find, text } = await draw(
      <AboutSection
        version="1.2.3"
        browserName="Browser 5"
        storedBytes={4_200}
        packs={[]}
        isMemoryOnly={false}
        onCopy={async () => false}
      />,
    );
    expect(text).toContain('Stored5 kB');
    await click(get('button', 'Copy these lines'));
    expect(get('status').textContent).toContain('did not let the lines be copied');
    expect(find('button', 'Copied')).toBeUndefined();
  });
});
