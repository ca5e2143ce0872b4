// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import { BackupSection, type BackupSectionProps } from '../../../components/settings/BackupSection.tsx';
import type { RestoringState, SavingState } from '../../../components/settings/backup-state.ts';
import { click, draw } from '../draw.tsx';

function createProps(
  state: RestoringState = { phase: 'idle' },
  saving: SavingState = { phase: 'idle' },
): BackupSectionProps {
  return {
    saving: {
      state: saving,
      size: { versions: 3, bytes: 12_400_000 },
      isWithPacks: true,
      onWithPacks: vi.fn(),
      onSave: vi.fn(),
      onCancel: vi.fn(),
    },
    restoring: {
      state,
      titleOf: (packId: string) => packId.toUpperCase(),
      onFile: vi.fn(),
      onRestore: vi.fn(),
      onCancel: vi.fn(),
    },
    isBusy: false,
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
      packs: [],
    });
    const { all, get } = await draw(<BackupSection {...props} />);
    expect(all('listitem').map(({ textContent }) => textContent)).toEqual([
      'Theme: As the system → Dark',
      'Marks: on → off',
      'Language: the browser’s → German',
      'Sites where Factmark is off: none → 1 site',
      '2 rejected names come back',
      'Neither installed nor in the backup, so nothing of them can be restored: HARBOURS. Import them first.',
    ]);
    expect(props.restoring.onRestore).not.toHaveBeenCalled();
    await click(get('button', 'Restore'));
    expect(props.restoring.onRestore).toHaveBeenCalledOnce();
  });

  it('names a few of many packs and counts the others', async () => {
    const missing = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((packId) => ({ packId }));
    const { all } = await draw(
      <BackupSection
        {...createProps({
          phase: 'preview',
          createdAt: '2026-03-09T10:00:00Z',
          changes: { ...NOTHING, missing },
          packs: [],
        })}
      />,
    );
    expect(all('listitem')[0]?.textContent).toContain(': A, B, C, D, E, F, and 2 more.');
  });

  it('offers nothing where nothing would change', async () => {
    const { find, text } = await draw(
      <BackupSection
        {...createProps({ phase: 'preview', createdAt: '2026-03-09T10:00:00Z', changes: NOTHING, packs: [] })}
      />,
    );
    expect(text).toContain('there is nothing to restore');
    expect(find('button', 'Restore')).toBeUndefined();
  });

  it('tells what would become of each pack', async () => {
    const { all } = await draw(
      <BackupSection
        {...createProps({
          phase: 'preview',
          createdAt: '2026-03-09T10:00:00Z',
          changes: NOTHING,
          packs: [
            { packId: 'a', title: 'Harbours', action: 'install', version: '1.2.0', others: 2 },
            { packId: 'b', title: 'Ferries', action: 'install', version: '0.9.1', others: 0 },
            { packId: 'c', title: 'Sample', action: 'install-bundled' },
            { packId: 'd', title: 'Mills', action: 'replace', from: '2.1.0', version: '2.0.3' },
            { packId: 'e', title: 'Dams', action: 'roll-back', from: '1.1.0', version: '1.0.0' },
            { packId: 'f', title: 'Banks', action: 'keep', from: '4.0.0', version: '3.9.9' },
            { packId: 'g', title: 'Locks', action: 'none' },
          ],
        })}
      />,
    );
    expect(all('listitem').map(({ textContent }) => textContent)).toEqual([
      'Installed: Harbours 1.2.0, with 2 other versions, Ferries 0.9.1, and Sample',
      'Mills: 2.1.0 → 2.0.3',
      'Dams: 1.1.0 → 1.0.0',
      'Banks stays at 4.0.0: it is signed, and the 3.9.9 of the backup is older',
    ]);
  });

  it('offers nothing where all that differs is a pack that stays', async () => {
    const { find } = await draw(
      <BackupSection
        {...createProps({
          phase: 'preview',
          createdAt: '2026-03-09T10:00:00Z',
          changes: NOTHING,
          packs: [{ packId: 'f', title: 'Banks', action: 'keep', from: '4.0.0', version: '3.9.9' }],
        })}
      />,
    );
    expect(find('button', 'Restore')).toBeUndefined();
  });

  it('shows which pack comes back, and can be cancelled', async () => {
    const props = createProps({
      phase: 'restoring',
      pack: { title: 'Harbours', version: '1.2.0' },
      done: 0.25,
    });
    const { find, get, root, text } = await draw(<BackupSection {...props} />);
    expect(text).toContain('Restoring Harbours 1.2.0');
    expect(root.querySelector('progress')?.value).toBe(0.25);
    // Another backup would get in its way.
    expect(find('button', 'Choose a backup')).toBeUndefined();
    await click(get('button', 'Cancel'));
    expect(props.restoring.onCancel).toHaveBeenCalledOnce();
  });

  it('says of each version that was not restored why, and where', async () => {
    const problem = (line: number) => ({
      severity: 'error' as const,
      sentence: `Line ${line}: “statement” is missing.`,
      fix: 'Add it.',
    });
    const { text, all } = await draw(
      <BackupSection
        {...createProps({
          phase: 'restored',
          problems: [
            {
              title: 'Harbours',
              version: '1.1.0',
              why: {
                phase: 'refused',
                fileName: 'x',
                report: { errors: 5, warnings: 0, problems: [3, 4, 5, 6].map(problem) },
              },
            },
            { title: 'Banks', version: '3.9.9', why: { phase: 'failed', fileName: 'x', reason: 'No room.' } },
          ],
        })}
      />,
    );
    expect(text).toContain('Restored, except what stands here');
    expect(text).toContain('Harbours 1.1.0');
    expect(all('listitem')).toHaveLength(3);
    expect(text).toContain('2 more problems.');
    expect(text).toContain('Banks 3.9.9No room.');
  });

  it('says where a file is damaged', async () => {
    const { get } = await draw(
      <BackupSection {...createProps({ phase: 'failed', reason: 'damaged', path: 'settings.theme' })} />,
    );
    expect(get('alert').textContent).toContain('damaged at “settings.theme”');
  });
});

describe('saving a backup', () => {
  it('says how large the packs are, and can leave them out', async () => {
    const props = createProps();
    const { get, text } = await draw(<BackupSection {...props} />);
    expect(text).toContain('3 versions of packs, 12.4 MB before they are packed.');
    await click(get('switch', 'With the packs'));
    expect(props.saving.onWithPacks).toHaveBeenCalledWith(false);
    await click(get('button', 'Save a backup'));
    expect(props.saving.onSave).toHaveBeenCalledOnce();
  });

  it('can be cancelled', async () => {
    const props = createProps({ phase: 'idle' }, { phase: 'saving', done: 0.5 });
    const { get } = await draw(<BackupSection {...props} />);
    await click(get('button', 'Cancel'));
    expect(props.saving.onCancel).toHaveBeenCalledOnce();
  });

  it('names the file, and packs that are not in it', async () => {
    const { get } = await draw(
      <BackupSection
        {...createProps(
          { phase: 'idle' },
          { phase: 'saved', fileName: 'factmark-2026-03-09.tar.gz', bytes: 2_000_000, leftOut: ['Mills'] },
        )}
      />,
    );
    expect(get('status').textContent).toBe(
      'factmark-2026-03-09.tar.gz is among your downloads: 2 MB.Not in the backup, because they cannot be read: Mills.',
    );
  });

  it('moves the focus to what took the place of the button', async () => {
    const { redraw } = await draw(<BackupSection {...createProps()} />);
    await redraw(<BackupSection {...createProps({ phase: 'idle' }, { phase: 'saving', done: undefined })} />);
    expect(document.activeElement?.textContent).toBe('Writing the backupCancel');
  });
});

it('begins nothing that would end what runs', async () => {
  const preview = {
    phase: 'preview',
    createdAt: '2026-03-09T10:00:00Z',
    changes: { ...NOTHING, rejections: { added: 1, removed: 0 } },
    packs: [],
  } as const;
  const props = { ...createProps(preview), isBusy: true };
  const { get, find, root } = await draw(<BackupSection {...props} />);
  for (const name of ['Save a backup', 'Choose a backup', 'Restore', 'Reset all settings']) {
    expect(get('button', name).getAttribute('aria-disabled')).toBe('true');
    await click(get('button', name));
  }
  expect(root.querySelector<HTMLInputElement>('input[type=file]')?.disabled).toBe(true);
  expect(props.saving.onSave).not.toHaveBeenCalled();
  expect(props.restoring.onRestore).not.toHaveBeenCalled();
  expect(find('dialog')).toBeUndefined();
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
