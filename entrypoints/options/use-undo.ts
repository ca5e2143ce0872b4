import { useState } from 'preact/hooks';
import type { UndoBarProps, UndoState } from '../../components/settings/UndoBar.tsx';
import { changeSettings } from '../../lib/extension/settings.ts';
import { type Settings, takeBack } from '../../lib/model/settings.ts';

/** Puts something back as it was. May ask the browser for leave, so it is called straight from the click. */
export type Undo = () => unknown;

export interface Undoing extends UndoBarProps {
  /** Tells that a change was made, and how to take it back; the one before it then stays. */
  readonly offer: (undo: Undo) => void;
  /** Saves a change of the settings that can be taken back. */
  readonly change: (edit: (settings: Settings) => Settings) => void;
}

/** The last change on the settings page, and the way back from it. */
export function useUndo(): Undoing {
  const [{ state, undo }, setLast] = useState<{ state: UndoState; undo?: Undo }>({ state: 'none' });
  const offer = (next: Undo) => setLast({ state: 'saved', undo: next });

  const change = async (edit: (settings: Settings) => Settings) => {
    let before: Settings | undefined;
    const after = await changeSettings((settings) => {
      before = settings;
      return edit(settings);
    });
    offer(() => before && changeSettings((now) => takeBack(now, before as Settings, after)));
  };

  return {
    state,
    offer,
    change: (edit) => void change(edit).catch(console.error),
    onUndo: () => {
      setLast({ state: 'undone' });
      Promise.resolve(undo?.()).catch(console.error);
    },
    onClose: () => setLast({ state: 'none' }),
  };
}
