import { useEffect, useRef, useState } from 'preact/hooks';
import type { DossierTarget, OpenDossier } from '../../components/dossier/open-dossier.ts';
import { watchPackChanges } from '../../lib/extension/pack-changes.ts';
import type { Library } from '../../lib/services/library.ts';
import { readOpenDossier } from './read-open-dossier.ts';

/** Dossiers that a reader went through, the last one open. */
export interface Dossiers {
  readonly open: OpenDossier | undefined;
  /** The one before it. */
  readonly previous: OpenDossier | undefined;
  /** Opens one after those that are there. */
  readonly openEntity: (target: DossierTarget) => void;
  /** To the one before; with none before, none is open. */
  readonly goBack: () => void;
  readonly closeAll: () => void;
}

/** Reads dossiers as they are asked for, and the open one again when the packs have changed. */
export function useDossiers(library: Library): Dossiers {
  const [trail, setTrail] = useState<readonly OpenDossier[]>([]);
  const open = trail.at(-1);
  const latest = useRef(open);
  latest.current = open;

  const read = async (asked: OpenDossier) => {
    /** Shows the outcome, unless the reader went back or on meanwhile. */
    const show = (outcome: OpenDossier) =>
      setTrail((now) => now.map((each) => (each === asked ? outcome : each)));
    try {
      show(await readOpenDossier(await library.generations(), { id: asked.entityId, name: asked.name }));
    } catch (error) {
      console.error(error);
      show({ entityId: asked.entityId, name: asked.name, phase: 'failed' });
    }
  };

  // What is shown stays until the new reading is there: nothing flickers.
  useEffect(() => watchPackChanges(() => latest.current && void read(latest.current)), [library]);

  return {
    open,
    previous: trail.at(-2),
    openEntity: ({ id, name }) => {
      // Whoever asks for what is open already sees it, or will: a key that is held down asks many times.
      const phase = latest.current?.entityId === id && latest.current.phase;
      if (phase === 'shown' || phase === 'loading') return;
      const asked: OpenDossier = { entityId: id, name, phase: 'loading' };
      setTrail((now) => [...now, asked]);
      void read(asked);
    },
    goBack: () => setTrail((now) => now.slice(0, -1)),
    closeAll: () => setTrail([]),
  };
}
