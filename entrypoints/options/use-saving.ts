import { useEffect, useRef, useState } from 'preact/hooks';
import type { BackupSize, SavingState } from '../../components/settings/backup-state.ts';
import type { SavePanelProps } from '../../components/settings/SavePanel.tsx';
import type { Setup } from '../../lib/backup/backup.ts';
import { SAVED_MS, saveFile } from '../shared/save-file.ts';
import { type BackupClient, untilDone } from './backup-client.ts';

export interface UseSavingOptions {
  readonly open: () => BackupClient;
  /** How everything is set now. */
  readonly readSetup: () => Promise<Setup>;
  /** Only then is it worth knowing how large a backup would be. */
  readonly isShown: boolean;
}

/** Saving a backup. */
export function useSaving({ open, readSetup, isShown }: UseSavingOptions): Omit<SavePanelProps, 'isBlocked'> {
  const [state, setState] = useState<SavingState>({ phase: 'idle' });
  const [size, setSize] = useState<BackupSize>();
  const [isWithPacks, setWithPacks] = useState(true);
  const cancel = useRef<AbortController>(undefined);
  useEffect(() => {
    if (!isShown) return;
    open()
      .findBackedUpPacks()
      .then(({ packs, bytes }) => {
        setSize({ versions: packs.reduce((count, { versions }) => count + versions.length, 0), bytes });
      }, console.error);
  }, [open, isShown]);
  useEffect(() => () => cancel.current?.abort(), []);

  const save = async () => {
    const controller = new AbortController();
    cancel.current = controller;
    const show = (done?: number) => {
      if (cancel.current === controller) setState({ phase: 'saving', done });
    };
    show();
    try {
      const [hear, stop] = untilDone(show);
      const result = await open()
        .save(await readSetup(), isWithPacks, hear, controller.signal)
        .finally(stop);
      cancel.current = undefined;
      if (!result.ok)
        return setState(
          result.reason === 'noSpace' ? { phase: 'failed', reason: 'noSpace' } : { phase: 'idle' },
        );
      const { content, name, leftOut } = result;
      const fileName = `factmark-${new Date().toISOString().slice(0, 10)}.tar.gz`;
      saveFile(content, fileName);
      // The browser has its own copy by then.
      if (name !== undefined) setTimeout(() => open().deleteSpooled(name).catch(console.error), SAVED_MS);
      setState({ phase: 'saved', fileName, bytes: content.size, leftOut });
    } catch (error) {
      cancel.current = undefined;
      console.error(error);
      setState({ phase: 'failed', reason: 'save' });
    }
  };

  return {
    state,
    size,
    isWithPacks,
    onWithPacks: setWithPacks,
    onSave: () => void save(),
    onCancel: () => cancel.current?.abort(),
  };
}
