import externalLink from 'lucide/dist/esm/icons/external-link.mjs';
import type { CitedSource } from '../../lib/model/dossier.ts';
import { Icon } from '../shared/Icon.tsx';
import { useTranslator } from '../shared/translation.ts';

/** Where a fact comes from: the words of the source, who published them and when, and the way there. */
export function SourceCitation({ source, quote, locator }: CitedSource) {
  const { t, formatDate } = useTranslator();
  const details = [
    source.publisher,
    source.published && formatDate(source.published),
    locator,
    source.accessed && t('dossier.source.accessed', { date: formatDate(source.accessed) }),
  ].filter(Boolean);
  return (
    <div class="citation">
      {quote && (
        <blockquote class="citation__quote foreign" cite={source.url}>
          {quote}
        </blockquote>
      )}
      <p class="citation__source">
        {source.url === undefined ? (
          <cite class="citation__title">{source.title}</cite>
        ) : (
          <a class="citation__title" href={source.url} target="_blank" rel="noopener noreferrer">
            <cite>{source.title}</cite>
            <Icon icon={externalLink} size={12} label={t('dossier.source.opensInTab')} isDirectional />
          </a>
        )}
        {details.map((detail) => (
          <span key={detail} class="citation__detail">
            <bdi>{detail}</bdi>
          </span>
        ))}
        {source.archiveUrl && (
          <a class="citation__detail" href={source.archiveUrl} target="_blank" rel="noopener noreferrer">
            {t('dossier.source.archived')}
          </a>
        )}
      </p>
    </div>
  );
}
