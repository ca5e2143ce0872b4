import trash from 'lucide/dist/esm/icons/trash.mjs';
import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { isolate } from '../shared/isolate.ts';
import { Notice } from '../shared/Notice.tsx';
import { Switch } from '../shared/Switch.tsx';
import { useTranslator } from '../shared/translation.ts';
import { Counts } from './Counts.tsx';
import { formatMegabytes } from './format-bytes.ts';
import type { PackActions, PackEntry, UpdateView } from './installed-packs.ts';
import { PackHistory } from './PackHistory.tsx';
import { PackUpdates } from './PackUpdates.tsx';
import { SignatureNote } from './SignatureNote.tsx';

export interface PackCardProps {
  readonly pack: PackEntry;
  readonly updates: UpdateView;
  /** Why the last thing that was tried with this pack did not work, in a sentence. */
  readonly failure: string | undefined;
  readonly actions: PackActions;
  /** Whether its details are folded out; kept outside, as a card far out of sight is not drawn. */
  readonly isOpened?: boolean | undefined;
  readonly onOpened?: ((isOpened: boolean) => void) | undefined;
  /** What moves the pack among the others; none for a pack that is alone. */
  readonly handle?: ComponentChildren;
}

/** One installed pack. */
export function PackCard({
  pack,
  updates,
  failure,
  actions,
  isOpened = false,
  onOpened,
  handle,
}: PackCardProps) {
  const translator = useTranslator();
  const { t, formatDate, direction } = translator;
  const [isRemoving, setRemoving] = useState(false);
  const headingId = useId();
  const { header, counts } = pack.current;
  const { publisher, published, license, homepage } = header;
  const storedBytes = [pack.current, ...pack.history].reduce((sum, { bytes }) => sum + bytes, 0);
  return (
    <article class={pack.isEnabled ? 'pack' : 'pack pack--off'} aria-labelledby={headingId}>
      <div class="pack__top">
        <div class="pack__head">
          {handle}
          <h3 class="pack__title foreign" id={headingId}>
            {header.title}
          </h3>
          <Switch
            label={t('settings.packs.enable', { title: header.title })}
            isLabelHidden
            isOn={pack.isEnabled}
            onChange={(isOn) => actions.onEnable(pack.packId, isOn)}
          />
        </div>
        <p class="pack__meta">
          <span>{t('settings.packs.version', { version: isolate(header.version, direction) })}</span>
          {publisher && (
            <span>
              {publisher.url ? (
                <a href={publisher.url} target="_blank" rel="noopener noreferrer">
                  {publisher.name}
                </a>
              ) : (
                publisher.name
              )}
            </span>
          )}
          {published && <time dateTime={published}>{formatDate(published)}</time>}
          {pack.isBundled && <span>{t('settings.packs.bundled')}</span>}
        </p>
      </div>
      {failure !== undefined && (
        <Notice kind="danger" isAnnounced>
          <p>{failure}</p>
        </Notice>
      )}
      {pack.damage && (
        <Notice
          kind="danger"
          title={t(pack.damage === 'newer' ? 'settings.packs.newer.title' : 'settings.packs.damaged.title')}
          isAnnounced
        >
          <p>{t(remedyOf(pack))}</p>
        </Notice>
      )}
      {updates.subscription?.waiting && (
        <Notice kind="care">
          <p>
            {t('settings.updates.waits', {
              version: isolate(updates.subscription.waiting.version, direction),
            })}
          </p>
        </Notice>
      )}
      {header.description && <p class="pack__description foreign">{header.description}</p>}
      <Counts counts={counts} />
      {!pack.isBundled && (
        <SignatureNote state={pack.pinnedKey ? 'signed' : 'unsigned'} publicKey={pack.pinnedKey} />
      )}
      <details
        class="pack__details"
        open={isOpened}
        onToggle={(event) => {
          // Those of what stands inside are heard here, too.
          if (event.target === event.currentTarget) onOpened?.(event.currentTarget.open);
        }}
      >
        <summary>{t('settings.packs.details')}</summary>
        <div class="pack__more">
          <dl class="details">
            <Detail term={t('settings.packs.id')} text={pack.packId} isCode />
            <Detail term={t('settings.packs.language')} text={header.language} />
            <Detail term={t('settings.packs.license')} text={license} />
            <Detail term={t('settings.packs.homepage')} text={homepage} url={homepage} />
            <Detail term={t('settings.packs.key')} text={pack.pinnedKey} isCode />
            <Detail term={t('settings.packs.storage')} text={formatMegabytes(storedBytes, translator)} />
          </dl>
          {!pack.isBundled && <PackUpdates pack={pack} updates={updates} actions={actions} />}
          <PackHistory pack={pack} actions={actions} />
          {!updates.subscription?.isManaged && (
            <Button
              kind="quiet"
              size="small"
              icon={trash}
              label={t('settings.packs.removeNamed', { title: header.title })}
              onClick={() => setRemoving(true)}
            >
              {t('settings.packs.remove')}
            </Button>
          )}
        </div>
      </details>
      {isRemoving && (
        <Dialog
          title={t('settings.packs.removing.title', { title: header.title })}
          onClose={() => setRemoving(false)}
          actions={
            <>
              <Button onClick={() => setRemoving(false)}>{t('settings.packs.removing.keep')}</Button>
              <Button
                kind="danger"
                onClick={() => {
                  setRemoving(false);
                  actions.onRemove(pack.packId);
                }}
              >
                {t('settings.packs.removing.remove')}
              </Button>
            </>
          }
        >
          <p>
            {t('settings.packs.removing.text', {
              entities: counts.entities,
              facts: counts.facts,
              versions: pack.history.length,
            })}{' '}
            {pack.isBundled ? t('settings.packs.removing.bundled') : t('settings.packs.removing.imported')}
          </p>
        </Dialog>
      )}
    </article>
  );
}

/** What the reader can do about a pack that cannot be read. */
function remedyOf({ damage, isBundled, history }: PackEntry) {
  if (damage === 'newer') return 'settings.packs.newer.text';
  if (history.length > 0) return 'settings.packs.damaged.goBack';
  return isBundled ? 'settings.packs.damaged.restore' : 'settings.packs.damaged.import';
}

function Detail({
  term,
  text,
  url,
  isCode = false,
}: {
  readonly term: string;
  readonly text: string | undefined;
  readonly url?: string | undefined;
  /** Runs from left to right in every language. */
  readonly isCode?: boolean | undefined;
}) {
  if (text === undefined) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {url === undefined ? (
          <span dir={isCode ? 'ltr' : undefined}>{text}</span>
        ) : (
          <a href={url} dir="ltr" target="_blank" rel="noopener noreferrer">
            {text}
          </a>
        )}
      </dd>
    </div>
  );
}
