import { describeOutcome } from '../../components/settings/describe-update.ts';
import type { ImportState } from '../../components/settings/import-state.ts';
import type { PackActions } from '../../components/settings/installed-packs.ts';
import type { PacksSectionProps } from '../../components/settings/PacksSection.tsx';
import { useFileDrop } from '../../components/shared/use-file-drop.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { bundledPackId } from '../shared/open-facts.ts';
import { useImport } from './use-import.ts';
import { usePacks } from './use-packs.ts';
import { useSubscriptions } from './use-subscriptions.ts';
import type { Undo } from './use-undo.ts';

/**
 * Everything behind the section of packs. Kept outside of it: an import or an update goes on while the
 * reader looks at another section, and a file may be dropped on any of them.
 *
 * @param onUndoable Hears how to take back what was just changed.
 * @param showSection Brings the section to the front.
 */
export function usePacksSection(
  translator: Translator,
  store: () => Promise<FactStore>,
  onUndoable: (undo: Undo) => void,
  showSection: () => void,
): PacksSectionProps & { readonly refresh: () => void } {
  const packs = usePacks(store, translator);
  const subscriptions = useSubscriptions({
    onInstalled: packs.refresh,
    onFailed: (packId, outcome) => packs.fail(packId, describeOutcome(outcome, translator)),
    onUndoable,
  });
  const importing = useImport({
    translator,
    isSubscribed: (packId) => subscriptions.updatesOf(packId).subscription !== undefined,
    onInstalled: (packId) => {
      packs.refresh();
      subscriptions.onDecided(packId);
    },
  });
  // What is being read or written goes on; anything else gives way to the next file.
  const { phase } = importing.state;
  const isBusy = phase === 'reading' || phase === 'committing';
  const isOver = useFileDrop(
    isBusy
      ? undefined
      : (files) => {
          showSection();
          importing.onFiles(files);
        },
  );

  const actions: PackActions = {
    ...subscriptions,
    onEnable: (id, isEnabled) => {
      const enable = (isOn: boolean) => packs.change(id, (opened) => opened.setEnabled(id, isOn));
      enable(isEnabled);
      onUndoable(() => enable(!isEnabled));
    },
    onRemove: (id) => {
      subscriptions.forget(id);
      packs.change(id, (opened) => opened.removePack(id));
    },
    onRollBack: (id, versionId) => {
      const serve = (version: string) => packs.change(id, (opened) => opened.rollBack(id, version));
      const before = packOf(packs.state, id)?.current.id;
      serve(versionId);
      if (before !== undefined) onUndoable(() => serve(before));
    },
    onPin: (id, versionId, isPinned) => {
      const pin = (isOn: boolean) => packs.change(id, (opened) => opened.setPinned(versionId, isOn));
      pin(isPinned);
      onUndoable(() => pin(!isPinned));
    },
    onRemoveVersion: (id, versionId) => packs.change(id, (opened) => opened.removeGeneration(versionId)),
    onExport: packs.save,
    onCompare: packs.compare,
    onReview: (id) => {
      const url = subscriptions.updatesOf(id).subscription?.url;
      if (url !== undefined) importing.onAddress(url);
    },
  };
  return {
    packs: packs.state,
    refresh: packs.refresh,
    isMemoryOnly: packs.isMemoryOnly,
    isSampleRemoved: packs.isSampleRemoved,
    sampleFailure: packs.failureOf(bundledPackId),
    onRestoreSample: packs.restoreSample,
    importing: {
      ...importing,
      state: hideOffer(importing.state, subscriptions.updatesOf),
      isOver,
      titleOf: (packId) => titleOf(packs.state, packId),
      onSubscribe: subscriptions.onSubscribe,
    },
    updatesOf: subscriptions.updatesOf,
    failureOf: packs.failureOf,
    actions,
    onReorder: (ids) => {
      const before = packs.state.phase === 'shown' ? packs.state.packs.map(({ packId }) => packId) : [];
      const reorder = ([first = '', ...rest]: readonly string[]) =>
        packs.change(first, (opened) => opened.reorder([first, ...rest]));
      reorder(ids);
      onUndoable(() => reorder(before));
    },
  };
}

/** What is kept up to date by now need not be offered again. */
function hideOffer(state: ImportState, updatesOf: PacksSectionProps['updatesOf']): ImportState {
  const isTaken = state.phase === 'done' && updatesOf(state.packId).subscription !== undefined;
  return isTaken ? { ...state, address: undefined } : state;
}

function packOf(state: PacksSectionProps['packs'], packId: string) {
  return state.phase === 'shown' ? state.packs.find((pack) => pack.packId === packId) : undefined;
}

function titleOf(state: PacksSectionProps['packs'], packId: string): string {
  return packOf(state, packId)?.current.header.title ?? packId;
}
