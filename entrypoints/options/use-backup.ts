import { useCallback, useEffect, useRef } from 'preact/hooks';
import type { BackupSectionProps } from '../../components/settings/BackupSection.tsx';
import { type BackupClient, createBackupClient } from './backup-client.ts';
import { readSetup } from './restore-setup.ts';
import { type UseRestoringOptions, useRestoring } from './use-restoring.ts';
import { useSaving } from './use-saving.ts';

export interface UseBackupOptions extends Omit<UseRestoringOptions, 'open'> {
  /** The section is in front of the reader. */
  readonly isShown: boolean;
}

/**
 * Everything behind the section of backups. Kept outside of it: saving and restoring go on while the reader
 * looks at another section.
 */
export function useBackup({ isShown, ...options }: UseBackupOptions): BackupSectionProps {
  const { store } = options;
  const client = useRef<BackupClient>(undefined);
  const open = useCallback(() => {
    client.current ??= createBackupClient();
    return client.current;
  }, []);
  useEffect(() => () => client.current?.close(), []);
  const saving = useSaving({ open, isShown, readSetup: async () => readSetup(await store()) });
  const { panel, onReset } = useRestoring({ ...options, open });
  // Saving and restoring take turns in one worker, where what begins ends what runs.
  const isBusy =
    saving.state.phase === 'saving' || panel.state.phase === 'checking' || panel.state.phase === 'restoring';
  return { saving, restoring: panel, isBusy, onReset };
}
