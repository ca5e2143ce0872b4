// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { BackupSection, type BackupSectionProps } from '../../../components/settings/BackupSection.tsx';
import type { PlanResult, SaveResult } from '../../../entrypoints/options/backup-api.ts';
import type { BackupClient } from '../../../entrypoints/options/backup-client.ts';
import { useBackup } from '../../../entrypoints/options/use-backup.ts';
import { readEnglish } from '../../../lib/locale/english.ts';
import { createTranslator } from '../../../lib/locale/translator.ts';
import { createMemoryStore } from '../../../lib/store/open-fact-store.ts';
import { click, draw } from '../../components/draw.tsx';
import { useLocks } from '../../lib/extension/locks.ts';

const { client } = vi.hoisted(() => ({ client: { close: () => {} } as BackupClient }));
vi.mock(import('../../../entrypoints/options/backup-client.ts'), async (original) => ({
  ...(await original()),
  createBackupClient: () => client,
}));

const translator = createTranslator(readEnglish(['backup', 'settings', 'problems']));
const store = createMemoryStore();
let shown: BackupSectionProps;
let plan: PromiseWithResolvers<PlanResult>;
let save: PromiseWithResolvers<SaveResult>;

function Page() {
  shown = useBackup({
    translator,
    store: async () => store,
    isShown: true,
    titleOf: (packId) => packId,
    onRestored: () => {},
    onUndoable: () => {},
  });
  return <BackupSection {...shown} />;
}

beforeEach(() => {
  fakeBrowser.reset();
  useLocks();
  plan = Promise.withResolvers();
  save = Promise.withResolvers();
  Object.assign(client, {
    findBackedUpPacks: async () => ({ packs: [], bytes: 0, leftOut: [] }),
    plan: vi.fn(() => plan.promise),
    save: vi.fn(() => save.promise),
  });
});

it('saves and resets nothing while a backup is read, and does afterwards', async () => {
  const { get } = await draw(<Page />);
  await act(() => shown.restoring.onFile(new File(['x'], 'a.tar.gz')));
  await click(get('button', 'Save a backup'));
  expect(client.save).not.toHaveBeenCalled();
  expect(get('button', 'Reset all settings').getAttribute('aria-disabled')).toBe('true');

  await act(() => plan.resolve({ ok: false, reason: 'not-a-backup' }));
  await vi.waitFor(() =>
    expect(get('button', 'Reset all settings').hasAttribute('aria-disabled')).toBe(false),
  );
  await click(get('button', 'Save a backup'));
  await vi.waitFor(() => expect(client.save).toHaveBeenCalledOnce());
});

it('chooses no backup while one is saved', async () => {
  const { get, root } = await draw(<Page />);
  const input = () => root.querySelector<HTMLInputElement>('input[type=file]');
  await click(get('button', 'Save a backup'));
  expect(get('button', 'Choose a backup').getAttribute('aria-disabled')).toBe('true');
  expect(get('button', 'Reset all settings').getAttribute('aria-disabled')).toBe('true');
  expect(input()?.disabled).toBe(true);
  await act(() => save.resolve({ ok: false, reason: 'canceled' }));
  await vi.waitFor(() => expect(input()?.disabled).toBe(false));
});
