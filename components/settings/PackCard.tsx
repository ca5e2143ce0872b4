import trash from 'lucide/dist/esm/icons/trash.mjs';
import { useId, useState } from 'preact/hooks';
import { Button } from '../shared/Button.tsx';
import { Dialog } from '../shared/Dialog.tsx';
import { Switch } from '../shared/Switch.tsx';
import { useTranslator } from '../shared/translation.ts';
import { Counts } from './Counts.tsx';
import type { PackEntry } from './installed-packs.ts';
import { PackHistory } from './PackHistory.tsx';

export interface PackCardProps {
  readonly pack: PackEntry;
  readonly onEnable: (packId: string, isEnabled: boolean) => void;
  readonly onRemove: (packId: string) => void;
  readonly onRollBack: (packId: string, versionId: string) => void;
}

/** One installed pack. */
export function PackCard({ pack, onEnable, onRemove, onRollBack }: PackCardProps) {
  const { t, formatDate } = useTranslator();
  const [isRemoving, setRemoving] = useState(false);
  const headingId = useId();
  const { header, counts } = pack.current;
  const { publisher, published, license, homepage } = header;
  return (
    <li class={pack.isEnabled ? 'pack' : 'pack pack--off'}>
      <article aria-labelledby={headingId}>
        <div class="pack__top">
          <div class="pack__head">
            <h3 class="pack__title foreign" id={headingId}>
              {header.title}
            </h3>
            <Switch
              label={t('settings.packs.enable', { title: header.title })}
              isLabelHidden
              isOn={pack.isEnabled}
              onChange={(isOn) => onEnable(pack.packId, isOn)}
            />
          </div>
          <p class="pack__meta">
            <span>{t('settings.packs.version', { version: header.version })}</span>
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
        {header.description && <p class="pack__description foreign">{header.description}</p>}
        <Counts counts={counts} />
        <details class="pack__details">
          <summary>{t('settings.packs.details')}</summary>
          <div class="pack__more">
            <dl class="details">
              <Detail term={t('settings.packs.id')} text={pack.packId} />
              <Detail term={t('settings.packs.language')} text={header.language} />
              <Detail term={t('settings.packs.license')} text={license} />
              <Detail term={t('settings.packs.homepage')} text={homepage} url={homepage} />
            </dl>
            <PackHistory pack={pack} onRollBack={onRollBack} />
            <Button
              kind="quiet"
              size="small"
              icon={trash}
              label={t('settings.packs.removeNamed', { title: header.title })}
              onClick={() => setRemoving(true)}
            >
              {t('settings.packs.remove')}
            </Button>
          </div>
        </details>
      </article>
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
                  onRemove(pack.packId);
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
            })}
          </p>
        </Dialog>
      )}
    </li>
  );
}

function Detail({
  term,
  text,
  url,
}: {
  readonly term: string;
  readonly text: string | undefined;
  readonly url?: string | undefined;
}) {
  if (text === undefined) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        {url === undefined ? (
          text
        ) : (
          <a href={url} target="_blank" rel="noopener noreferrer">
            {text}
          </a>
        )}
      </dd>
    </div>
  );
}
