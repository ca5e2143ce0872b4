import fileWarning from 'lucide/dist/esm/icons/file-exclamation-point.mjs';
import fileText from 'lucide/dist/esm/icons/file-text.mjs';
import lockKeyhole from 'lucide/dist/esm/icons/lock-keyhole.mjs';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { EmptyState } from '../shared/EmptyState.tsx';
import { Skeleton } from '../shared/Skeleton.tsx';
import { useTranslator } from '../shared/translation.ts';
import { useFileDrop } from '../shared/use-file-drop.ts';

/** Where the viewer is with its PDF. */
export type ViewerState =
  /** There is none yet. */
  | { readonly kind: 'empty' }
  /** Its site was not allowed yet. */
  | { readonly kind: 'no-access'; readonly host: string }
  | { readonly kind: 'loading' }
  | { readonly kind: 'shown'; readonly title: string; readonly pageCount: number }
  | { readonly kind: 'failed'; readonly fault: 'not-fetched' | 'too-large' | 'broken' | 'encrypted' };

export interface ViewerViewProps {
  readonly state: ViewerState;
  /** Largest file, in megabytes. */
  readonly maxSize: number;
  /** Where the PDF came from, if it has an address. */
  readonly address?: string | undefined;
  readonly onAllow: () => void;
  readonly onRetry: () => void;
  readonly onFile: (file: File) => void;
  /** Where the pages stand. */
  readonly children?: ComponentChildren;
}

/** A PDF with a bar above it, or why there is none to see. */
export function ViewerView({ state, maxSize, address, onAllow, onRetry, onFile, children }: ViewerViewProps) {
  const { t } = useTranslator();
  const input = useRef<HTMLInputElement>(null);
  const choose = (kind: 'primary' | 'secondary' | 'quiet') => (
    <Button kind={kind} onClick={() => input.current?.click()}>
      {t('viewer.choose')}
    </Button>
  );
  const isOver = useFileDrop(([file]) => {
    if (file) onFile(file);
  });
  const fault = state.kind === 'failed' ? state.fault : undefined;
  return (
    <div class={`viewer${isOver ? ' viewer--over' : ''}`}>
      <header class="viewer__bar">
        <span class="wordmark marked">{t('shared.name')}</span>
        <h1 class="viewer__title foreign">{state.kind === 'shown' && state.title}</h1>
        {state.kind === 'shown' && (
          <span class="viewer__count">{t('viewer.pages', { pages: state.pageCount })}</span>
        )}
        {address && <a href={address}>{t('viewer.original')}</a>}
        {state.kind === 'shown' && choose('quiet')}
        <input
          ref={input}
          class="unseen"
          type="file"
          accept="application/pdf,.pdf"
          tabIndex={-1}
          aria-hidden="true"
          aria-label={t('viewer.choose')}
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file) onFile(file);
            currentTarget.value = '';
          }}
        />
      </header>
      <main class="viewer__main">
        {state.kind === 'empty' && (
          <EmptyState
            icon={fileText}
            title={t('viewer.empty.title')}
            text={t('viewer.empty.text')}
            actions={choose('primary')}
          />
        )}
        {state.kind === 'no-access' && (
          <EmptyState
            icon={lockKeyhole}
            title={t('viewer.access.title', { host: state.host })}
            text={t('viewer.access.text', { host: state.host })}
            actions={
              <>
                <Button kind="primary" onClick={onAllow}>
                  {t('viewer.access.allow', { host: state.host })}
                </Button>
                {choose('secondary')}
              </>
            }
          />
        )}
        {state.kind === 'loading' && <Skeleton label={t('viewer.loading')} />}
        {fault && (
          <EmptyState
            icon={fileWarning}
            title={t(`viewer.fault.${fault}.title`)}
            text={t(`viewer.fault.${fault}.text`, { size: maxSize })}
            actions={
              <>
                {fault === 'not-fetched' && (
                  <Button kind="primary" onClick={onRetry}>
                    {t('viewer.retry')}
                  </Button>
                )}
                {choose('secondary')}
              </>
            }
          />
        )}
        {children}
      </main>
    </div>
  );
}
