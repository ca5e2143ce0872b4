import check from 'lucide/dist/esm/icons/check.mjs';
import copy from 'lucide/dist/esm/icons/copy.mjs';
import download from 'lucide/dist/esm/icons/download.mjs';
import { useEffect, useState } from 'preact/hooks';
import { CITATION_FORMATS, type CitationFormat, citeFacts } from '../../lib/citation/formats.ts';
import type { DossierFact } from '../../lib/model/dossier.ts';
import { Button } from '../shared/Button.tsx';
import { SegmentedChoice } from '../shared/Choice.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { useTranslator } from '../shared/translation.ts';

export interface CitationDialogProps {
  readonly name: string;
  readonly facts: readonly DossierFact[];
  /** Puts the text on the clipboard. @returns whether that worked. */
  readonly onCopy: (text: string) => Promise<boolean>;
  readonly onSave: (text: string, format: CitationFormat) => void;
  readonly onClose: () => void;
}

/** Facts and their sources in a form that other programs take: seen first, then copied or saved. */
export function CitationDialog({ name, facts, onCopy, onSave, onClose }: CitationDialogProps) {
  const { t, formatDate } = useTranslator();
  const [format, setFormat] = useState<CitationFormat>('text');
  const [outcome, setOutcome] = useState<'copied' | 'failed'>();
  const [written, setWritten] = useState<{
    readonly format: CitationFormat;
    /** Undefined where it could not be written. */
    readonly text: string | undefined;
  }>();
  const describeStatus = ({ status, asOf }: DossierFact) => {
    const word = t(`shared.status.${status}`);
    return asOf === undefined
      ? word
      : t('sidepanel.cite.statusAsOf', { status: word, date: formatDate(asOf) });
  };
  useEffect(() => {
    let isLatest = true;
    // Some formats need a library that is loaded when first asked for.
    citeFacts({ entity: { name }, facts, describeStatus }, format).then(
      (text) => isLatest && setWritten({ format, text }),
      (error: unknown) => {
        console.error(error);
        if (isLatest) setWritten({ format, text: undefined });
      },
    );
    return () => {
      isLatest = false;
    };
  }, [name, facts, format]);
  const isWritten = written?.format === format;
  const text = isWritten ? written.text : undefined;
  return (
    <Dialog
      title={t('sidepanel.cite.title', { count: facts.length })}
      onClose={onClose}
      actions={
        <>
          <Button kind="quiet" onClick={onClose}>
            {t('sidepanel.cite.close')}
          </Button>
          <Button
            icon={download}
            isDisabled={text === undefined}
            onClick={() => text !== undefined && onSave(text, format)}
          >
            {t('sidepanel.cite.save')}
          </Button>
          <Button
            kind="primary"
            icon={outcome === 'copied' ? check : copy}
            isDisabled={text === undefined}
            onClick={async () => {
              if (text !== undefined) setOutcome((await onCopy(text)) ? 'copied' : 'failed');
            }}
          >
            {outcome === 'copied' ? t('sidepanel.cite.copied') : t('sidepanel.cite.copy')}
          </Button>
        </>
      }
    >
      <SegmentedChoice
        label={t('sidepanel.cite.format')}
        value={format}
        options={CITATION_FORMATS.map((value) => ({ value, label: t(`sidepanel.cite.format.${value}`) }))}
        onChange={(chosen) => {
          setFormat(chosen);
          setOutcome(undefined);
        }}
      />
      <textarea
        class="field__input citation-text"
        aria-label={t('sidepanel.cite.preview')}
        aria-busy={!isWritten}
        rows={10}
        // Its words are the pack's, in whatever language.
        dir="auto"
        readOnly
        spellcheck={false}
        value={text ?? ''}
      />
      {isWritten && text === undefined && <p role="alert">{t('sidepanel.cite.failed')}</p>}
      <p role="status">{outcome === 'failed' && t('sidepanel.cite.copyFailed')}</p>
    </Dialog>
  );
}
