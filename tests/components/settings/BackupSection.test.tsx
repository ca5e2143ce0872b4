// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { BackupSection, type BackupState } from '../../../components/settings/BackupSection.tsx';
import { click, draw } from '../draw.tsx';

function createProps(state: BackupState = { phase: 'idle' }) {
  return {
    state,
    titleOf: (packId: string) => packId.toUpperCase(),
    onSave: vi.fn(),
    onFile: vi.fn(),
    onRestore: vi.fn(),
    onCancel: vi.fn(),
    onReset: vi.fn(),
  };
}

const NOTHING = {
  settings: [],
  rejections: { added: 0, removed: 0 },
  subscriptions: { added: [], changed: [], removed: [] },
  packs: { enabled: [], disabled: [], isReordered: false },
  missing: [],
};

describe('restoring a backup', () => {
  it('tells every change in words before it is made', async () => {
    const props = createProps({
      phase: 'preview',
      createdAt: '2026-03-09T10:00:00Z',
      changes: {
        ...NOTHING,
        settings: [
          { path: 'theme', from: 'system', to: 'dark' },
          { path: 'marks.isOn', from: true, to: false },
          { path: 'language', from: 'auto', to: 'de' },
          { path: 'sites.blocked', from: [], to: ['a.example'] },
        ],
        rejections: { added: 2, removed: 0 },
        missing: [{ packId: 'harbours' }],
      },
    });
    const { all, get } = await draw(<BackupSection {...props} />);
    expect(all('listitem').map(({ textContent }) => textContent)).toEqual([
      'Theme: As the system → Dark',
      'Marks: on → off',
      'Language: the browser’s → German',
      'Sites where Factmark is off: none → 1 site',
      '2 rejected names come back',
      'Not installed, so nothing of them can be restored: HARBOURS. Import them first.',
    ]);
    expect(props.onRestore).not.toHaveBeenCalled();
    await click(get('button', 'Restore'));
    expect(props.onRestore).toHaveBeenCalledOnce();
  });

  it('names a few of many packs and counts the others', async () => {
    const missing = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((packId) => ({ packId }));
    const { all } = await draw(
      <BackupSection
        {...createProps({
          phase: 'preview',
          createdAt: '2026-03-09T10:00:00Z',
          changes: { ...NOTHING, missing },
        })}
      />,
    );
    expect(all('listitem')[0]?.textContent).toContain(': A, B, C, D, E, F, and 2 more.');
  });

  it('offers nothing where nothing would change', async () => {
    const { find, text } = await draw(
      <BackupSection
        {...createProps({ phase: 'preview', createdAt: '2026-03-09T10:00:00Z', changes: NOTHING })}
      />,
    );
    expect(text).toContain('there is nothing to restore');
    expect(find('button', 'Restore')).toBeUndefined();
  });

  it('says where a file is damaged', async () => {
    const { get } = await draw(
      <BackupSection {...createProps({ phase: 'failed', reason: 'damaged', path: 'settings.theme' })} />,
    );
    expect(get('alert').textContent).toContain('damaged at “settings.theme”');
  });
});

it('all settings are reset only after a second thought', async () => {
  const props = createProps();
  const { get } = await draw(<BackupSection {...props} />);
  await click(get('button', 'Reset all settings'));
  expect(props.onReset).not.toHaveBeenCalled();
  const dialog = get('dialog');
  await click([...dialog.querySelectorAll('button')].at(-1)!);
  expect(props.onReset).toHaveBeenCalledOnce();
});
