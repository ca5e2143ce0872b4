import { useState } from 'preact/hooks';
import { BackupSection, type BackupState } from '../../components/settings/BackupSection.tsx';
import { MAX_BACKUP_BYTES, readBackup, type Setup, writeBackup } from '../../lib/backup/backup.ts';
import { compareSetups } from '../../lib/backup/changes.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { saveFile } from '../shared/save-file.ts';
import { readSetup, resetSetup, restoreSetup } from './restore-setup.ts';
import type { Undo } from './use-undo.ts';

export interface BackupProps {
  readonly store: () => Promise<FactStore>;
  readonly titleOf: (packId: string) => string;
  /** Packs are switched, or in another order. */
  readonly onRestored: () => void;
  readonly onUndoable: (undo: Undo) => void;
}

/** Backup and restoration with the store and the browser's storage behind them. */
export function Backup({ store, titleOf, onRestored, onUndoable }: BackupProps) {
  const [state, setState] = useState<BackupState>({ phase: 'idle' });
  const [chosen, setChosen] = useState<Setup>();

  const save = async () => {
    const now = new Date();
    const text = writeBackup(await readSetup(await store()), now);
    saveFile(
      new Blob([text], { type: 'application/json' }),
      `factmark-${now.toISOString().slice(0, 10)}.json`,
    );
  };

  const preview = async (file: File) => {
    if (file.size > MAX_BACKUP_BYTES) {
      setState({ phase: 'failed', reason: 'too-large' });
      return;
    }
    const reading = readBackup(await file.text());
    if (!reading.ok) {
      setState({ phase: 'failed', ...reading });
      return;
    }
    const { setup, createdAt } = reading;
    setChosen(setup);
    setState({ phase: 'preview', createdAt, changes: compareSetups(await readSetup(await store()), setup) });
  };

  const refuse = (error: unknown) => {
    console.error(error);
    setState({ phase: 'failed', reason: 'storage' });
  };

  /** Storage may be full, or out of order: then the reader is told. */
  const change = async (action: () => Promise<void>, done: BackupState) => {
    try {
      const opened = await store();
      const before = await readSetup(opened);
      await action();
      setState(done);
      onRestored();
      onUndoable(() => restoreSetup(opened, before).then(onRestored));
    } catch (error) {
      console.error(error);
      setState({ phase: 'failed', reason: 'restore' });
    }
  };

  return (
    <BackupSection
      state={state}
      titleOf={titleOf}
      onSave={() => void save().catch(refuse)}
      onFile={(file) => void preview(file).catch(refuse)}
      onCancel={() => setState({ phase: 'idle' })}
      onRestore={() => {
        if (!chosen) return;
        void change(async () => restoreSetup(await store(), chosen), { phase: 'restored' });
      }}
      onReset={() => void change(resetSetup, { phase: 'reset' })}
    />
  );
}
