import { useEffect, useState } from 'preact/hooks';
import { exportRejections, SuppressedSection } from '../../components/settings/SuppressedSection.tsx';
import { readQuestion } from '../../lib/extension/rejection-question.ts';
import {
  addRejection,
  readRejections,
  removeRejection,
  watchRejections,
} from '../../lib/extension/rejections.ts';
import type { RejectedMatch, Rejection } from '../../lib/model/rejection.ts';
import { readDossiers } from '../../lib/services/dossiers.ts';
import { createLibrary } from '../../lib/services/library.ts';
import type { FactStore } from '../../lib/store/fact-store.ts';
import { saveFile } from '../shared/save-file.ts';
import type { Undo } from './use-undo.ts';

export interface RejectionsProps {
  readonly store: () => Promise<FactStore>;
  readonly onUndoable: (undo: Undo) => void;
}

/** What the reader rejected, with the storage and the packs behind it. */
export function Rejections({ store, onUndoable }: RejectionsProps) {
  const [rejections, setRejections] = useState<readonly Rejection[]>([]);
  const [question, setQuestion] = useState(() => readQuestion(location.search));
  const [names, setNames] = useState<ReadonlyMap<string, string>>(new Map());

  useEffect(() => {
    readRejections().then(setRejections, console.error);
    return watchRejections(setRejections);
  }, []);

  const askNames = (matches: readonly RejectedMatch[]) => {
    const ids = new Set(matches.map(({ entityId }) => entityId).filter((id) => !names.has(id)));
    if (ids.size === 0) return;
    readNames(store, [...ids]).then(
      (found) => setNames((known) => new Map([...known, ...found])),
      console.error,
    );
  };
  useEffect(() => {
    if (question) askNames([question]);
  }, [question]);

  return (
    <SuppressedSection
      question={question}
      rejections={rejections.toReversed()}
      nameOf={(entityId) => names.get(entityId)}
      onShow={askNames}
      onAnswer={(isYes) => {
        if (isYes && question) {
          addRejection(question, undefined, Date.now).then(
            () => onUndoable(() => removeRejection(question, undefined)),
            console.error,
          );
        }
        setQuestion(undefined);
        // Answered once, also for whoever reloads the page.
        history.replaceState(undefined, '', `${location.pathname}${location.hash}`);
      }}
      onRestore={(rejection) => {
        const { host, rejectedAt } = rejection;
        removeRejection(rejection, host).then(
          () => onUndoable(() => addRejection(rejection, host, () => rejectedAt)),
          console.error,
        );
      }}
      onExport={() => {
        const text = exportRejections(rejections);
        saveFile(new Blob([text], { type: 'application/json' }), 'factmark-rejections.json');
      }}
    />
  );
}

async function readNames(
  store: () => Promise<FactStore>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const dossiers = await readDossiers(await createLibrary(store).generations(), ids);
  return new Map(dossiers.map(({ entity }) => [entity.id, entity.name]));
}
