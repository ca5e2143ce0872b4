import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { ImportPanelProps } from '../../components/settings/ImportPanel.tsx';
import type { ImportState, TableChoice } from '../../components/settings/import-state.ts';
import { estimateSecondsLeft } from '../../components/settings/time-left.ts';
import { requestPackAccess } from '../../lib/extension/pack-access.ts';
import type { Translator } from '../../lib/locale/translator.ts';
import type { Language } from '../../lib/model/settings.ts';
import { findAddressFault } from '../../lib/services/fetch-pack.ts';
import type { ImportProgress } from '../../lib/services/import-report.ts';
import { saveFile } from '../shared/save-file.ts';
import { afterStaging, describeFetchFailure } from './describe-staging.ts';
import type { ImportSource } from './import-api.ts';
import { createImportClient, type ImportClient } from './import-client.ts';

/** What the hook gives; the rest of the panel's properties come from elsewhere. */
export type Importing = Omit<ImportPanelProps, 'isOver' | 'titleOf' | 'onSubscribe'>;

export interface UseImportOptions {
  readonly translator: Translator;
  /** Called once the pack serves. */
  readonly onInstalled: (packId: string) => void;
  /** Whether a pack is kept up to date already. */
  readonly isSubscribed: (packId: string) => boolean;
  /** Called when the first file comes. */
  readonly createClient?: (() => ImportClient) | undefined;
}

/** Importing, one file at a time, in a worker that lives as long as the settings page does. */
export function useImport({
  translator,
  onInstalled,
  isSubscribed,
  createClient = createImportClient,
}: UseImportOptions): Importing {
  const { t } = translator;
  const [state, setState] = useState<ImportState>({ phase: 'idle' });
  const client = useRef<ImportClient>(undefined);
  const cancel = useRef<AbortController>(undefined);
  /** What was staged last, for the table's second turn and for what may be done once it is installed. */
  const source = useRef<ImportSource>(undefined);
  useEffect(
    () => () => {
      cancel.current?.abort();
      client.current?.close();
    },
    [],
  );
  const open = () => {
    client.current ??= createClient();
    return client.current;
  };
  const fail = (fileName: string, reason: string, address?: string) =>
    setState({ phase: 'failed', fileName, reason, ...(address === undefined ? {} : { address }) });

  const stage = useCallback(
    async (from: ImportSource, table?: TableChoice) => {
      const controller = new AbortController();
      // A second file takes the place of the first.
      cancel.current?.abort();
      cancel.current = controller;
      source.current = from;
      /** A file that another has replaced is silent. */
      const show = (next: ImportState) => {
        if (cancel.current === controller) setState(next);
      };
      const fileName = nameOf(from);
      const address = from.kind === 'address' ? { address: from.url } : {};
      let isReading = true;
      const readings = createStopwatch();
      const onProgress = ({ phase, done, records, bytes, totalBytes }: ImportProgress) => {
        const secondsLeft = estimateSecondsLeft(readings(phase), done);
        // Progress comes over a channel of its own, and the last of it may well come after the result.
        if (isReading) {
          show({ phase: 'reading', step: phase, fileName, done, records, bytes, totalBytes, secondsLeft });
        }
      };
      onProgress({ phase: 'reading', done: undefined, records: 0, bytes: 0, totalBytes: undefined });
      try {
        const result = await open().stage({ source: from, table }, onProgress, controller.signal);
        isReading = false;
        // Staged all the same, though it was cancelled: what it holds is given back, its lock with it.
        if (result.ok && cancel.current === undefined) await open().discard();
        const next = afterStaging(result, fileName, translator);
        show(next.phase === 'failed' ? { ...next, ...address } : next);
      } catch (error) {
        isReading = false;
        console.error(error);
        show({ phase: 'failed', fileName, reason: t('settings.import.unexpected'), ...address });
      }
    },
    [translator],
  );

  const stageFiles = async (files: readonly File[]) => {
    const signatures = files.filter(({ name }) => name.endsWith('.sig'));
    const packs = files.filter((file) => !signatures.includes(file));
    const [pack] = packs;
    const [signatureFile] = signatures;
    if (!pack) return fail(signatureFile?.name ?? '', t('settings.import.onlySignature'));
    if (packs.length > 1 || signatures.length > 1) return fail(pack.name, t('settings.import.oneAtATime'));
    try {
      const signature = await signatureFile?.text();
      await stage({ kind: 'file', file: pack, name: pack.name, signature });
    } catch (error) {
      console.error(error);
      fail(pack.name, t('settings.import.unexpected'));
    }
  };

  return {
    state,
    onFiles: (files) => void stageFiles(files),
    onText: (text) => void stage({ kind: 'file', file: new Blob([text]), name: t('settings.import.pasted') }),
    onAddress: (address) => {
      const url = /^[a-z]+:\/\//i.test(address) ? address : `https://${address}`;
      const fault = findAddressFault(url);
      if (fault) return fail(address, describeFetchFailure(fault, undefined, translator), address);
      // Nothing may be awaited before this: browsers ask only on a click.
      requestPackAccess(url).then(
        (isGranted) => {
          if (isGranted) void stage({ kind: 'address', url });
          else fail(address, t('settings.fetch.no-access'), address);
        },
        (error: unknown) => {
          console.error(error);
          fail(address, t('settings.fetch.no-access'), address);
        },
      );
    },
    onConvert: (table) => {
      if (source.current) void stage(source.current, table);
    },
    onCancel: () => {
      cancel.current?.abort();
      cancel.current = undefined;
      setState({ phase: 'idle' });
    },
    onListChanges: (page) => open().listChanges(page),
    onSaveProblems: () => {
      const name = source.current ? nameOf(source.current) : '';
      open()
        .writeProblems(translator.locale as Language)
        .then((text) => saveFile(text, t('settings.import.problemFile', { file: name })), console.error);
    },
    onDiscard: async () => {
      setState({ phase: 'idle' });
      await open().discard();
    },
    onImport: async () => {
      if (state.phase !== 'preview') return;
      const { fileName } = state;
      const from = source.current;
      setState({ phase: 'committing', fileName });
      try {
        const installed = await open().commit();
        if (installed === 'no-space') return fail(fileName, t('settings.import.noSpace'));
        const { packId, current } = installed;
        const { title, version, update } = current.header;
        const offered = from?.kind === 'address' ? from.url : update?.url;
        const address = isSubscribed(packId) ? undefined : offered;
        setState({ phase: 'done', packId, title, version, address });
        onInstalled(packId);
      } catch (error) {
        console.error(error);
        fail(fileName, t('settings.import.unexpected'));
      }
    },
  };
}

/** Milliseconds since a phase began, for each phase as it comes. */
function createStopwatch(): (phase: string) => number {
  let current = '';
  let since = 0;
  return (phase) => {
    if (phase !== current) since = performance.now();
    current = phase;
    return performance.now() - since;
  };
}

function nameOf(source: ImportSource): string {
  if (source.kind === 'file') return source.name;
  const { pathname, host } = new URL(source.url);
  return pathname.split('/').findLast(Boolean) ?? host;
}
