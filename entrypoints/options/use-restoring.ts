import { useEffect, useRef, useState } from 'preact/hooks';
import type { RestorationProblem, RestoringState } from '../../components/settings/backup-state.ts';
import type { RestorePanelProps } from '../../components/settings/RestorePanel.tsx';
import type { Setup } from '../../lib/backup/backup.ts';
import { compareSetups } from '../../lib/backup/changes.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import type { PlannedPack } from '../../lib/services/backup/plan-restoration.ts';
import type { RestorationProgress } from '../../lib/services/backup/restore-packs.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { type BackupClient, untilDone } from './backup-client.ts';
import { afterStaging } from './describe-staging.ts';
import { readSetup, resetSetup, restoreSetup } from './restore-setup.ts';
import { findRestored, readServing, takeBackChosen, takeBackRestoration } from './take-back-setup.ts';
import type { Undo } from './use-undo.ts';

export interface UseRestoringOptions {
  readonly open: () => BackupClient;
  readonly store: () => Promise<FactStore>;
  readonly translator: Translator;
  readonly titleOf: (packId: string) => string;
  /** Packs are other ones, switched, or in another order. */
  readonly onRestored: () => void;
  readonly onUndoable: (undo: Undo) => void;
}

export interface Restoring {
  readonly panel: Omit<RestorePanelProps, 'isBlocked'>;
  readonly onReset: () => void;
}

/** Restoring a backup, or the settings of the beginning: first shown, then done, then to be taken back. */
export function useRestoring({
  open,
  store,
  translator,
  titleOf,
  onRestored,
  onUndoable,
}: UseRestoringOptions): Restoring {
  const [state, setState] = useState<RestoringState>({ phase: 'idle' });
  const chosen = useRef<{ readonly setup: Setup; readonly planned: readonly PlannedPack[] }>(undefined);
  const titles = useRef<ReadonlyMap<string, string>>(new Map());
  const cancel = useRef<AbortController>(undefined);
  useEffect(() => () => cancel.current?.abort(), []);

  /** Only what was begun last may speak. */
  const begin = () => {
    const controller = new AbortController();
    cancel.current?.abort();
    cancel.current = controller;
    return {
      signal: controller.signal,
      show: (next: RestoringState) => {
        if (cancel.current === controller) setState(next);
      },
    };
  };

  const preview = async (file: File) => {
    const { signal, show } = begin();
    show({ phase: 'checking', done: undefined });
    try {
      const [hear, stop] = untilDone((done: number) => show({ phase: 'checking', done }));
      const plan = await open().plan(file, hear, signal).finally(stop);
      if (!plan.ok)
        return show(plan.reason === 'canceled' ? { phase: 'idle' } : { phase: 'failed', ...plan });
      const { setup, createdAt, packs, planned } = plan;
      chosen.current = { setup, planned };
      titles.current = new Map(packs.map(({ packId, title }) => [packId, title]));
      const changes = compareSetups(withPlanned(await readSetup(await store()), planned), setup);
      show({
        phase: 'preview',
        createdAt,
        changes,
        packs: planned.map(({ restoration, ...pack }) => ({ ...pack, ...restoration })),
      });
    } catch (error) {
      console.error(error);
      show({ phase: 'failed', reason: 'storage' });
    }
  };

  /** Storage may be full, or out of order: then the reader is told. */
  const change = async (
    action: (
      signal: AbortSignal,
      show: (next: RestoringState) => void,
    ) => Promise<{ readonly done: RestoringState; readonly takeBack: () => Promise<void> }>,
  ) => {
    const { signal, show } = begin();
    try {
      const { done, takeBack } = await action(signal, show);
      show(done);
      onRestored();
      onUndoable(() => takeBack().then(onRestored));
    } catch (error) {
      console.error(error);
      show({ phase: 'failed', reason: 'restore' });
      onRestored();
    }
  };

  const restore = () =>
    change(async (signal, show) => {
      if (!chosen.current) throw new RangeError('No backup was chosen');
      const { setup, planned } = chosen.current;
      show({ phase: 'restoring', done: undefined });
      const opened = await store();
      const before = await readServing(opened);
      const [hear, stop] = untilDone(({ title, version, done }: RestorationProgress) =>
        show({ phase: 'restoring', pack: { title, version }, done }),
      );
      const result = await open().restore(hear, signal).finally(stop);
      const ids = planned.filter(isToChange).map(({ packId }) => packId);
      const packs = findRestored(before, await readServing(opened), ids);
      if (!result.ok) {
        return {
          done: { phase: 'failed', reason: 'canceled' },
          takeBack: () => takeBackRestoration(opened, packs, undefined),
        };
      }
      show({ phase: 'restoring', done: undefined });
      const changed = await restoreSetup(opened, setup);
      return {
        done: { phase: 'restored', problems: result.problems.map((one) => describe(one, translator)) },
        takeBack: () => takeBackRestoration(opened, packs, changed),
      };
    });

  return {
    panel: {
      state,
      titleOf: (packId) => titles.current.get(packId) ?? titleOf(packId),
      onFile: (file) => void preview(file),
      onRestore: () => void restore(),
      onCancel: () => {
        // What is being restored says itself what became of it.
        if (state.phase === 'restoring') cancel.current?.abort();
        else {
          begin();
          setState({ phase: 'idle' });
        }
      },
    },
    onReset: () =>
      void change(async () => {
        const changed = await resetSetup();
        return { done: { phase: 'reset' }, takeBack: () => takeBackChosen(changed) };
      }),
  };
}

/** The setup as it is, as if the packs that the backup brings were there already. */
function withPlanned(now: Setup, planned: readonly PlannedPack[]): Setup {
  const coming = planned.filter(({ restoration }) => restoration.action.startsWith('install'));
  return { ...now, packs: [...now.packs, ...coming.map(({ packId }) => ({ packId, isEnabled: true }))] };
}

function isToChange({ restoration: { action } }: PlannedPack): boolean {
  return action !== 'none' && action !== 'keep';
}

type FoundProblem = Extract<
  Awaited<ReturnType<BackupClient['restore']>>,
  { readonly ok: true }
>['problems'][number];

function describe({ title, version, refusal }: FoundProblem, translator: Translator): RestorationProblem {
  const why = afterStaging({ ok: false, ...refusal }, title, translator);
  if (why.phase === 'refused' || why.phase === 'failed') return { title, version, why };
  throw new Error(`A version that was not restored is said to be ${why.phase}`);
}
